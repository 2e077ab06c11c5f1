using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions.Providers;
using TenantConsole.Core.Roles;
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
    /// <exception cref="InvalidInputException">The question is empty or too long, the model asked for is not to be had, or no job role can have that key.</exception>
    public async IAsyncEnumerable<CompletionEvent> CompleteAsync(Actor actor, CompletionRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Validate(request);
        var routing = await OpenAsync(actor, request, cancellationToken);

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

    /// <summary>What <see cref="CompleteAsync"/> would do now, and about what it would cost. Nothing is spent, reserved or written.</summary>
    /// <inheritdoc cref="CompleteAsync" path="/exception"/>
    public async Task<CompletionEstimate> EstimateAsync(Actor actor, CompletionRequest request, CancellationToken cancellationToken)
    {
        Validate(request);
        var routing = await OpenAsync(actor, request, cancellationToken);
        var decision = routing.Decide(request.Prompt, request.JobRole, request.AgentId, request.ForcedModelId, request.ConversationTurns, request.ContextTokens);
        return CompletionStep.Of(request, decision, routing.Catalog, routing.NowUtc) switch
        {
            ({ } step, _) => new(decision, step.InputTokens, decision.Estimate.OutputTokens, step.Price.CostPicoUsd(step.InputTokens, 0, decision.Estimate.OutputTokens, 0), step.MostPicoUsd, null),
            (null, var obstacle) => new(decision, decision.Estimate.InputTokens, decision.Estimate.OutputTokens, null, null, obstacle),
        };
    }

    /// <summary>The decision that <see cref="CompleteAsync"/> would make now. Nothing is spent, reserved or written.</summary>
    /// <inheritdoc cref="CompleteAsync" path="/exception"/>
    public async Task<RoutingDecision> PreviewAsync(
        Actor actor, OrganizationId organizationId, string prompt, string? jobRole, AgentId? agentId, string? forcedModelId, int conversationTurns, CancellationToken cancellationToken)
    {
        RequireText(prompt);
        RequireJobRole(jobRole);
        await access.RequireAsync(actor, Permission.UseCompletions, organizationId, cancellationToken);
        return (await LoadAsync(organizationId, cancellationToken)).Decide(prompt, jobRole, agentId, forcedModelId, conversationTurns, contextTokens: 0);
    }

    /// <summary>Whether the actor may ask so, and what the organization's routing is for it.</summary>
    private async Task<OrganizationRouting> OpenAsync(Actor actor, CompletionRequest request, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.UseCompletions, request.OrganizationId, cancellationToken);
        if (request.Trial is not { } trial)
        {
            return await LoadAsync(request.OrganizationId, cancellationToken);
        }

        await access.RequireAsync(actor, Permission.EditRouting, request.OrganizationId, cancellationToken);
        if (trial.Dial is not (null or (>= 0 and <= 1)))
        {
            throw new InvalidInputException("The dial stands between 0 (cost) and 1 (quality).", "dial");
        }

        var routing = await LoadAsync(request.OrganizationId, cancellationToken);
        await using var db = database.OpenTenant(request.OrganizationId);
        return routing with { Policy = await OrganizationPolicy.LoadAsync(db, trial, cancellationToken) };
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

        RequireJobRole(request.JobRole);
        RequireText(request.Prompt);
        foreach (var message in request.Messages)
        {
            RequireLength(message.Content);
        }
    }

    /// <summary>A key that no job role can have is refused before it is written anywhere; one that no role has at present counts for nothing.</summary>
    /// <exception cref="InvalidInputException">No job role can have that key.</exception>
    internal static void RequireJobRole(string? key)
    {
        if (key is { Length: > JobRole.MaxKeyLength } || key?.Contains('\0', StringComparison.Ordinal) == true)
        {
            throw new InvalidInputException("There is no such job role in this organization.", "role");
        }
    }

    /// <exception cref="InvalidInputException">The text cannot be sent or kept.</exception>
    internal static void RequireText(string prompt)
    {
        if (prompt.Contains('\0', StringComparison.Ordinal))
        {
            throw new InvalidInputException("The text has a character that cannot be kept (zero). Take it out.", "prompt");
        }

        RequireLength(prompt);
    }

    private static void RequireLength(string text)
    {
        if (text.Length > CompletionRequest.MaxPromptCharacters)
        {
            throw new InvalidInputException($"The text has more than {CompletionRequest.MaxPromptCharacters:N0} characters, which is the most that is taken. Shorten it.", "prompt");
        }
    }
}
