using TenantConsole.Core.Common;

namespace TenantConsole.Core.Organizations;

/// <summary>An organization that was deleted and can still be taken back.</summary>
/// <param name="PurgeUtc">From this moment on it is purged.</param>
public sealed record DeletedOrganization(OrganizationId Id, string Slug, string Name, string TimeZone, DateTime PurgeUtc)
{
    internal static DeletedOrganization Of(Organization organization) => new(organization.Id, organization.Slug, organization.Name, organization.TimeZone, organization.PurgeUtc!.Value);
}
