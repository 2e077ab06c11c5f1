namespace TenantConsole.Core.Completions.Providers;

/// <summary>What a provider calls the longest answer wanted. OpenAI's newer models refuse the old name; several compatible servers know only that one.</summary>
public enum OutputLimitField
{
    /// <summary>By the address: the new name for OpenAI and Azure, the old one for all others.</summary>
    Automatic,

    /// <summary><c>max_tokens</c></summary>
    MaxTokens,

    /// <summary><c>max_completion_tokens</c></summary>
    MaxCompletionTokens,
}
