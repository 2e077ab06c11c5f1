using Microsoft.ML.Tokenizers;

namespace TenantConsole.Core.Completions.Providers;

/// <summary>
/// Counts tokens with o200k, the tokenizer of OpenAI's present models. Exact for their text; a good estimate for others. Loading takes a quarter of a second, once.
/// </summary>
public static class TokenCounter
{
    /// <summary>Each message costs this besides its text, and each request <see cref="PerRequest"/> (OpenAI's cookbook, "How to count tokens").</summary>
    public const int PerMessage = 3;

    public const int PerRequest = 3;

    // The tokenizer takes time with the square of an unbroken run: 100,000 times the letter a takes 2.5 s, a million 4 minutes. Text with spaces has no runs of this length,
    // so cutting there changes nothing for it; for text without (Chinese, base64, an attack) it is a token or so a cut.
    private const int LongestRun = 256;

    // Immutable and safe for concurrent use: the one kind of static that is a constant.
    private static readonly Lazy<TiktokenTokenizer> O200k = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    /// <summary>Tokens of a text. Never more than its bytes in UTF-8.</summary>
    public static int Count(string text)
    {
        var total = 0;
        var start = 0;
        var run = 0;
        for (var index = 0; index < text.Length; index++)
        {
            run = index > 0 && char.IsWhiteSpace(text[index]) == char.IsWhiteSpace(text[index - 1]) ? run + 1 : 1;
            if (run <= LongestRun || char.IsLowSurrogate(text[index]))
                continue;
            total += O200k.Value.CountTokens(text.AsSpan(start, index - start));
            start = index;
            run = 1;
        }

        return total + O200k.Value.CountTokens(text.AsSpan(start));
    }

    /// <summary>The longest beginning of an ordinary text that has at most so many tokens.</summary>
    internal static string Take(string text, int tokens) => text[..O200k.Value.GetIndexByTokenCount(text, tokens, out _, out _)];

    /// <summary>Input tokens of a conversation.</summary>
    public static int Count(IReadOnlyList<ChatMessage> messages) => PerRequest + messages.Sum(message => PerMessage + Count(message.Role) + Count(message.Content));
}
