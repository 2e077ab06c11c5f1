using TenantConsole.Core.Common;
using TenantConsole.Core.Completions.Cascade;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Lab;

/// <summary>A question to be routed once more, with what is known of how it was answered.</summary>
public sealed record ReplayQuestion(string Prompt)
{
    /// <summary>Its own name, where it came from a file; null: none.</summary>
    public string? Label { get; init; }

    /// <summary>The call in the ledger, where it is real traffic.</summary>
    public UsageRecordId? UsageRecordId { get; init; }

    public string? JobRole { get; init; }

    /// <summary>The agent that was asked; null: none.</summary>
    public AgentId? AgentId { get; init; }

    public int ConversationTurns { get; init; } = 1;

    /// <summary>The caller insisted on a model: no policy has a say.</summary>
    public bool IsForced { get; init; }

    /// <summary>Of the answer that was given; null: not known, and the decision's own estimate is taken.</summary>
    public TokenUsage? Tokens { get; init; }

    /// <summary>Of the small model's answer where a larger one was asked after it; null: as <see cref="Tokens"/>.</summary>
    public TokenUsage? SmallTokens { get; init; }

    /// <summary>What the call really cost, failed tries and second answers included.</summary>
    public long? PaidPicoUsd { get; init; }

    /// <summary>A small model's whole answer to it, for the judge; null: none is known.</summary>
    public string? SmallAnswer { get; init; }

    /// <summary>What the judge said of a small model's answer when it was given.</summary>
    public JudgeVerdict? Verdict { get; init; }
}
