using TenantConsole.Components.Layout;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Conversations.Comparisons;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Roles;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage;

namespace TenantConsole.Components.Pages.Playground;

/// <summary>The playground on the Core services.</summary>
internal sealed class ConsolePlayground(
    MembershipService memberships,
    OrganizationService organizations,
    JobRoleService roles,
    CatalogService catalog,
    CompletionService completions,
    ConversationService conversations,
    ConversationReader reader,
    ComparisonService comparisons,
    RoutingPolicyService policies,
    AnswerFeedbackService feedback,
    IAccessControl access,
    TimeProvider time) : IPlayground
{
    private const int TurnsShown = 50;
    private const int VersionsShown = 10;

    public async Task<UsableOrganizations> ListAsync(Actor actor, string? search, CancellationToken cancellationToken)
    {
        var accessible = await memberships.ListOrganizationsAsync(actor, search, OrganizationChoice.MostShown, cancellationToken);
        // A platform administrator may ask everywhere, with or without a role of their own.
        var administers = await access.HasPlatformAsync(actor, Permission.ViewPlatform, cancellationToken);
        var usable = accessible.Where(organization => administers || (organization.Role is { } role && RolePermissions.Has(role, Permission.UseCompletions)));
        return new(
            [.. usable.Select(organization => new OrganizationChoice(organization.Slug, organization.Name))],
            accessible.Count > 0,
            await access.HasPlatformAsync(actor, Permission.CreateOrganization, cancellationToken));
    }

    public async Task<PlaygroundOrganization> OpenAsync(Actor actor, string slug, CancellationToken cancellationToken)
    {
        var organization = await organizations.GetAsync(actor, slug, cancellationToken);
        if (organization.Status == OrganizationStatus.Active)
            await access.RequireAsync(actor, Permission.UseCompletions, organization.Id, cancellationToken);
        else if (organization.Status != OrganizationStatus.Suspended)
            throw new AccessDeniedException();

        var jobRoles = await roles.ListAsync(actor, organization.Id, cancellationToken);
        var mayTryPolicies = await access.HasAsync(actor, Permission.EditRouting, organization.Id, cancellationToken);
        var versions = mayTryPolicies ? (await policies.HistoryAsync(actor, organization.Id, new(0, VersionsShown), cancellationToken)).Items : [];
        return new(
            organization.Id,
            organization.Slug,
            organization.Name,
            organization.TimeZone,
            organization.Status == OrganizationStatus.Suspended,
            [.. jobRoles.Select(role => new PlaygroundRole(role.Key, role.Name))],
            await ListModelsAsync(actor, organization.Id, cancellationToken))
        {
            MayTryPolicies = mayTryPolicies,
            PolicyVersions = versions.Count == 0 ? [] : [.. versions.Skip(1).Select(version => version.Version), 0],
        };
    }

    public async Task<IReadOnlyList<PlaygroundModel>> ListModelsAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var allowed = (await policies.CurrentAsync(actor, organizationId, cancellationToken)).AllowedModels;
        var models = (await catalog.CurrentAsync(cancellationToken)).Models
            .Where(model => model.Class.IsChat() && !model.IsShutDownAt(now) && model.PriceAt(now) is not null && allowed?.Contains(model.Id, StringComparer.Ordinal) != false);
        return [.. models.OrderBy(model => model.Class).ThenBy(model => model.Id, StringComparer.Ordinal).Select(model => new PlaygroundModel(model.Id, model.Class))];
    }

    public Task<RoutingDecision> PreviewAsync(
        Actor actor, OrganizationId organizationId, string prompt, string? jobRole, string? forcedModelId, int conversationTurns, CancellationToken cancellationToken) =>
        completions.PreviewAsync(actor, organizationId, prompt, jobRole, agentId: null, forcedModelId, conversationTurns, cancellationToken);

    public Task<ConversationId> StartAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken) =>
        conversations.StartAsync(actor, new(organizationId, ConversationSource.Playground), cancellationToken);

    public async Task<ConversationTurns> ReadAsync(Actor actor, OrganizationId organizationId, ConversationId conversationId, CancellationToken cancellationToken)
    {
        var head = await reader.GetAsync(actor, organizationId, conversationId, cancellationToken);
        return head is { Source: ConversationSource.Playground, MayAsk: true }
            ? await reader.ListTurnsAsync(actor, organizationId, conversationId, before: null, TurnsShown, cancellationToken)
            : throw new AccessDeniedException();
    }

    public IAsyncEnumerable<ConversationEvent> AskAsync(Actor actor, NewQuestion question, CancellationToken cancellationToken) =>
        conversations.AskAsync(actor, question, cancellationToken);

    public Task<IReadOnlyList<ColumnEstimate>> EstimateAsync(Actor actor, NewComparison wanted, CancellationToken cancellationToken) => comparisons.EstimateAsync(actor, wanted, cancellationToken);

    public IAsyncEnumerable<ComparisonEvent> CompareAsync(Actor actor, NewComparison wanted, CancellationToken cancellationToken) => comparisons.AskAsync(actor, wanted, cancellationToken);

    public Task JudgeAsync(Actor actor, OrganizationId organizationId, UsageRecordId usageRecordId, AnswerVerdict? verdict, CancellationToken cancellationToken) =>
        feedback.SetAsync(actor, organizationId, usageRecordId, verdict, cancellationToken);
}
