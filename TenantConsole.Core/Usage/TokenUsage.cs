namespace TenantConsole.Core.Usage;

/// <summary>
/// Tokens of one call as disjoint counts. A provider reports cached tokens inside the prompt's and reasoning tokens inside the completion's;
/// here each token is counted once: all input is <see cref="InputTokens"/> + <see cref="CachedInputTokens"/>, all output <see cref="OutputTokens"/> + <see cref="ReasoningTokens"/>.
/// </summary>
public sealed record TokenUsage(long InputTokens, long CachedInputTokens, long OutputTokens, long ReasoningTokens)
{
    public static readonly TokenUsage None = new(0, 0, 0, 0);

    public long TotalTokens => InputTokens + CachedInputTokens + OutputTokens + ReasoningTokens;

    public static TokenUsage operator +(TokenUsage left, TokenUsage right) => Add(left, right);

    public static TokenUsage Add(TokenUsage left, TokenUsage right) => new(
        left.InputTokens + right.InputTokens,
        left.CachedInputTokens + right.CachedInputTokens,
        left.OutputTokens + right.OutputTokens,
        left.ReasoningTokens + right.ReasoningTokens);
}
