using TenantConsole.Core.Completions.Cascade;
using TenantConsole.Core.Completions.Providers;

namespace TenantConsole.Core.Completions;

/// <summary>What one model on the road of a call said.</summary>
/// <param name="Hold">What of it nobody has seen yet.</param>
internal sealed record ModelAnswer(CompletionStep Step, ProviderResult Result, CompletionAttempt Attempt, AnswerHold Hold)
{
    /// <summary>What the judge made of it; null: it was not judged.</summary>
    public JudgeVerdict? Verdict { get; init; }

    /// <summary>The model that would have been asked, had the answer not been shown already.</summary>
    public string? UpgradeModelId { get; init; }

    /// <summary>Something to tell about it, besides what the provider's result tells.</summary>
    public string? Notice { get; init; }
}
