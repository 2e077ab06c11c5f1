using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions.Providers;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage.Ledger;

namespace TenantConsole.Core.Completions;

/// <summary>
/// The one road of a question, whoever asks — playground, agent or gateway:
/// <code>
/// may the actor? ─ route ─ reserve the worst case ─ ask the model ─ (judge, and maybe the next model) ─ price ─ settle in one transaction ─ answer
/// </code>
/// The road is walked by <see cref="CompletionRun"/> apart from the caller: a caller that goes away stops the model, and what was used until then is still settled.
/// </summary>
public sealed class CompletionService(
    ConsoleDatabase database,
    IAccessControl access,
    CatalogService catalog,
    LedgerWriter ledger,
    CalibrationStore calibrations,
    ProviderClientFactory providers,
    TimeProvider time,
    ILogger<CompletionService> logger)
{
    /// <summary>
    /// Answers a question. The events end with exactly one of <see cref="CompletionEvent.Answered"/>, <see cref="CompletionEvent.Refused"/> and <see cref="CompletionEvent.Failed"/>;
    /// by then the ledger is durable. Cancelling stops the model and still ends with <see cref="CompletionEvent.Answered"/>: what came is kept and billed.
    /// </summary>
    /// <exception cref="AccessDeniedException">The actor may not ask for this organization.</exception>
    /// <exception cref="InvalidInputException">The question is empty or too long, or the model asked for is not to be had.</exception>
    public async IAsyncEnumerable<CompletionEvent> CompleteAsync(Actor actor, CompletionRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Validate(request);
        await access.RequireAsync(actor, Permission.UseCompletions, request.OrganizationId, cancellationToken);
        var routing = await LoadAsync(request.OrganizationId, cancellationToken);

        var events = Channel.CreateUnbounded<CompletionEvent>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var run = new CompletionRun(actor, request, routing, database, ledger, providers.Default, time, logger, events.Writer);
        var walking = run.WalkAsync(stop.Token);
        try
        {
            // Not the caller's token: after a stop there is still the ending to be told.
            await foreach (var completionEvent in events.Reader.ReadAllAsync(CancellationToken.None))
            {
                yield return completionEvent;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await walking;
        }
    }

    /// <summary>The decision that <see cref="CompleteAsync"/> would make now. Nothing is spent, reserved or written.</summary>
    /// <inheritdoc cref="CompleteAsync" path="/exception"/>
    public async Task<RoutingDecision> PreviewAsync(
        Actor actor, OrganizationId organizationId, string prompt, string? jobRole, string? forcedModelId, int conversationTurns, CancellationToken cancellationToken)
    {
        RequireLength(prompt);
        await access.RequireAsync(actor, Permission.UseCompletions, organizationId, cancellationToken);
        return (await LoadAsync(organizationId, cancellationToken)).Decide(prompt, jobRole, forcedModelId, conversationTurns, contextTokens: 0);
    }

    private async Task<OrganizationRouting> LoadAsync(OrganizationId organizationId, CancellationToken cancellationToken) =>
        await OrganizationRouting.LoadAsync(database, calibrations, organizationId, await catalog.CurrentAsync(cancellationToken), time.GetUtcNow().UtcDateTime, cancellationToken);

    private static void Validate(CompletionRequest request)
    {
        if (request.Messages.Count == 0 || string.IsNullOrWhiteSpace(request.Prompt))
        {
            throw new InvalidInputException("There is no question. Write one first.", "prompt");
        }

        if (request.MaxOutputTokens is < 1)
        {
            throw new InvalidInputException("The longest answer must be at least one token.", "max_tokens");
        }

        foreach (var message in request.Messages)
        {
            RequireLength(message.Content);
        }
    }

    private static void RequireLength(string prompt)
    {
        if (prompt.Length > CompletionRequest.MaxPromptCharacters)
        {
            throw new InvalidInputException($"The text has {prompt.Length:N0} characters; at most {CompletionRequest.MaxPromptCharacters:N0} are taken. Shorten it.", "prompt");
        }
    }
}
