using TenantConsole.Core.Common;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Conversations.Comparisons;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage;

namespace TenantConsole.Components.Pages.Playground;

/// <summary>
/// All that the playground asks of the console, on behalf of one person. Two implementations: <see cref="ConsolePlayground"/> on the Core services, and the tests' scripted one,
/// which ends a stream in every way that a provider can and holds it still in between.
/// </summary>
internal interface IPlayground
{
    /// <summary>Organizations whose model calls the person may use, suspended ones included, by name.</summary>
    /// <param name="search">A part of the name; null: all.</param>
    Task<UsableOrganizations> ListAsync(Actor actor, string? search, CancellationToken cancellationToken);

    /// <exception cref="AccessDeniedException">There is no such organization, or the person may not ask there.</exception>
    Task<PlaygroundOrganization> OpenAsync(Actor actor, string slug, CancellationToken cancellationToken);

    /// <summary>The models that may be asked for by name, small ones first.</summary>
    /// <exception cref="AccessDeniedException">The person may not look at this organization.</exception>
    Task<IReadOnlyList<PlaygroundModel>> ListModelsAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken);

    /// <summary>What the router would decide; nothing is spent.</summary>
    /// <exception cref="InvalidInputException">The model is not allowed, or nothing can answer.</exception>
    /// <exception cref="AccessDeniedException">The person may not ask here.</exception>
    Task<RoutingDecision> PreviewAsync(
        Actor actor, OrganizationId organizationId, string prompt, string? jobRole, string? forcedModelId, int conversationTurns, CancellationToken cancellationToken);

    /// <summary>Begins a conversation that is the person's own.</summary>
    /// <exception cref="AccessDeniedException">The person may not ask here.</exception>
    Task<ConversationId> StartAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken);

    /// <summary>The latest turns of a conversation that the person goes on with.</summary>
    /// <exception cref="AccessDeniedException">There is no such conversation, or it is not the person's to go on with.</exception>
    Task<ConversationTurns> ReadAsync(Actor actor, OrganizationId organizationId, ConversationId conversationId, CancellationToken cancellationToken);

    /// <summary>Asks in a conversation, which keeps question and answer. Cancelling ends the answer where it is; what came is kept and billed.</summary>
    IAsyncEnumerable<ConversationEvent> AskAsync(Actor actor, NewQuestion question, CancellationToken cancellationToken);

    /// <summary>What each column of a comparison is likely to come to; nothing is spent.</summary>
    /// <exception cref="InvalidInputException">There are too few or too many columns.</exception>
    /// <exception cref="AccessDeniedException">The person may not ask here, or not so.</exception>
    Task<IReadOnlyList<ColumnEstimate>> EstimateAsync(Actor actor, NewComparison wanted, CancellationToken cancellationToken);

    /// <summary>Asks several at once. Cancelling ends all answers where they are; what came is kept and billed.</summary>
    IAsyncEnumerable<ComparisonEvent> CompareAsync(Actor actor, NewComparison wanted, CancellationToken cancellationToken);

    /// <summary>Sets or takes back the person's verdict on an answer.</summary>
    Task JudgeAsync(Actor actor, OrganizationId organizationId, UsageRecordId usageRecordId, AnswerVerdict? verdict, CancellationToken cancellationToken);
}
