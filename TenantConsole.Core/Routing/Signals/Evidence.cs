using System.Text;

namespace TenantConsole.Core.Routing.Signals;

/// <summary>The part of the prompt that a signal rests on. <paramref name="Start"/> and <paramref name="Length"/> are positions in the prompt as it was given
/// (UTF-16).</summary>
/// <param name="Text">The words themselves, cut at <see cref="LongestText"/>.</param>
public sealed record Evidence(int Start, int Length, string Text)
{
    public const int LongestText = 60;

    /// <summary>More pieces than these are not kept: a decision is stored with every usage record.</summary>
    public const int MostPieces = 12;

    internal static Evidence At(string prompt, int start, int length)
    {
        var shown = Math.Min(length, LongestText);
        if (shown < length && char.IsHighSurrogate(prompt[start + shown - 1]))
            shown--;

        var text = prompt.Substring(start, shown);

        // Half a surrogate pair cannot be written as JSON: it becomes the replacement character here, once, and not at each reader.
        return new(start, length, text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text);
    }
}
