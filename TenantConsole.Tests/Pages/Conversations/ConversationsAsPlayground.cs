using TenantConsole.Components.Pages.Playground;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Conversations.Comparisons;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Core.Conversations;

namespace TenantConsole.Tests.Pages.Conversations;

/// <summary>What the page of a conversation asks of the playground, on the world's services; the rest it does not ask for.</summary>
internal sealed class ConversationsAsPlayground(ConversationsWorld world) : IPlayground
{
    public Task<UsableOrganizations> ListAsync(Actor actor, string? search, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<PlaygroundOrganization> OpenAsync(Actor actor, string slug, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<PlaygroundModel>> ListModelsAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<PlaygroundModel>>([new("gpt-4o-mini", ModelClass.Small), new("gpt-4o", ModelClass.Standard)]);

    public Task<RoutingDecision> PreviewAsync(
        Actor actor, OrganizationId organizationId, string prompt, string? jobRole, string? forcedModelId, int conversationTurns, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ConversationId> StartAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ConversationTurns> ReadAsync(Actor actor, OrganizationId organizationId, ConversationId conversationId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<ConversationEvent> AskAsync(Actor actor, NewQuestion question, CancellationToken cancellationToken) => world.Conversations.AskAsync(actor, question, cancellationToken);

    public Task<IReadOnlyList<ColumnEstimate>> EstimateAsync(Actor actor, NewComparison wanted, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<ComparisonEvent> CompareAsync(Actor actor, NewComparison wanted, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task JudgeAsync(Actor actor, OrganizationId organizationId, UsageRecordId usageRecordId, AnswerVerdict? verdict, CancellationToken cancellationToken) =>
        world.Feedback.SetAsync(actor, organizationId, usageRecordId, verdict, cancellationToken);
}
