using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Completions.Providers;

/// <summary>What a call to a provider came to. Expected failures are values here, never exceptions.</summary>
public sealed record ProviderResult
{
    /// <summary>
    /// <see cref="CompletionOutcome.Completed"/> only where a finish reason was seen and, streaming, <c>[DONE]</c>. <see cref="CompletionOutcome.Interrupted"/>: something was shown;
    /// <see cref="CompletionOutcome.Failed"/>: nothing was.
    /// </summary>
    public required CompletionOutcome Outcome { get; init; }

    /// <summary>What went wrong in the last try; <see cref="ProviderFault.None"/>: nothing.</summary>
    public required ProviderFault Fault { get; init; }

    /// <summary>What came of the first choice, partial where the outcome says so.</summary>
    public required string Text { get; init; }

    /// <summary>Tokens of all tries together.</summary>
    public required TokenUsage Usage { get; init; }

    /// <summary>At least one try's tokens were counted here, because the provider did not say or said something impossible.</summary>
    public required bool UsageEstimated { get; init; }

    /// <summary>The whole call, waits between tries included.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>From the start of the call to the first content; null: none came. Without streaming the same as the whole wait.</summary>
    public TimeSpan? TimeToFirstToken { get; init; }

    /// <summary>The provider's own word for why it ended, such as <c>stop</c>; null: it never said.</summary>
    public string? FinishReason { get; init; }

    /// <summary>The provider's name of the call (<c>x-request-id</c>), for its support.</summary>
    public string? ProviderRequestId { get; init; }

    /// <summary>The model that the provider says answered.</summary>
    public string? UpstreamModel { get; init; }

    /// <summary>Every try, in order.</summary>
    public required IReadOnlyList<ProviderTry> Tries { get; init; }

    /// <summary>Tool calls of the first choice, in order.</summary>
    public IReadOnlyList<ProviderToolCall> ToolCalls { get; init; } = [];

    /// <summary>Oddities that did not end the call.</summary>
    public ProviderNotes Notes { get; init; }

    /// <summary>Mean natural log-probability of the answer's tokens, at most 0; null: not asked for or not given.</summary>
    public double? MeanLogProbability { get; init; }

    /// <summary>When the provider says a new call is worth trying.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How long the conversation was and how long it may be, where the provider said so.</summary>
    public ContextOverflow? ContextOverflow { get; init; }

    /// <summary>For the person: what happened, what was kept, what to do. Null: there is nothing to say.</summary>
    public string? Message { get; init; }

    /// <summary>For the log: what the provider or the network said, without our key; null: nothing.</summary>
    public string? Detail { get; init; }

    /// <summary>Some of the answer was given out, so no other model may take over.</summary>
    public required bool SomethingShown { get; init; }

    /// <summary>Another model may be asked: nothing was shown, the caller still waits, and the fault is the provider's or the model's, not the request's.</summary>
    public bool MayFallBack => !SomethingShown && Outcome == CompletionOutcome.Failed && FaultRules.MayFallBack(Fault);

    /// <summary>An administrator has to act: the key, the provider's balance or the address is wrong.</summary>
    public bool NeedsAdministrator => FaultRules.NeedsAdministrator(Fault);
}
