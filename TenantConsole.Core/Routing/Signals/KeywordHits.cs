using System.Runtime.InteropServices;

namespace TenantConsole.Core.Routing.Signals;

/// <summary>What a <see cref="KeywordMatcher"/> found: for each keyword how often, and where first.</summary>
internal sealed class KeywordHits(int keywords)
{
    private readonly (int Count, int Start, int Length)[] _hits = new (int, int, int)[keywords];

    /// <summary>Letters and digits of the whole text.</summary>
    public int WordCharacters { get; set; }

    public int Count => _hits.Length;

    public (int Count, int Start, int Length) this[int keyword] => _hits[keyword];

    /// <summary>Adds a match that stands before all that were added.</summary>
    public void AddBefore(KeywordMatch match) => _hits[match.Keyword] = (_hits[match.Keyword].Count + 1, match.Start, match.Length);
}

/// <summary>One place where a keyword stands.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct KeywordMatch(int Keyword, int Start, int Length);
