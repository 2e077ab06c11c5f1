using TenantConsole.Components.Layout;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Conversations.Comparisons;

namespace TenantConsole.Components.Pages.Playground;

/// <summary>What the page needs to know of the organization that is asked in.</summary>
/// <param name="TimeZone">IANA; when a limit resets is told in it.</param>
/// <param name="IsSuspended">Its calls are refused.</param>
/// <param name="Models">Those that may be asked for by name, small ones first.</param>
public sealed record PlaygroundOrganization(
    OrganizationId Id, string Slug, string Name, string TimeZone, bool IsSuspended, IReadOnlyList<PlaygroundRole> Roles, IReadOnlyList<PlaygroundModel> Models)
{
    /// <summary>The person may try another policy than the one in force.</summary>
    public bool MayTryPolicies { get; init; }

    /// <summary>Saved versions that can be tried, newest first, the one in force left out.</summary>
    public IReadOnlyList<int> PolicyVersions { get; init; } = [];

    /// <summary>Who is compared where nobody was chosen: what the router would take, and the first standard model.</summary>
    public IReadOnlyList<ComparisonColumn> UsualComparison => [ComparisonColumn.InForce, new((Models.FirstOrDefault(model => model.Class == ModelClass.Standard) ?? Models[0]).Id, null)];
}

/// <summary>A job role to ask as.</summary>
public sealed record PlaygroundRole(string Key, string Name);

/// <summary>A model to ask for by name.</summary>
public sealed record PlaygroundModel(string Id, ModelClass Class);

/// <summary>Where a person may ask.</summary>
/// <param name="BelongsToOthers">There are organizations that the person may look at but not ask in.</param>
/// <param name="CanCreate">The person may create an organization.</param>
public sealed record UsableOrganizations(IReadOnlyList<OrganizationChoice> Organizations, bool BelongsToOthers, bool CanCreate);
