namespace TenantConsole.Core.Routing.Signals;

/// <summary>What a <see cref="KeywordMatcher"/> found: for each keyword how often, and where first.</summary>
internal sealed class KeywordHits(int keywords)
{
    private readonly (int Count, int Start, int Length)[] _hits = new (int, int, int)[keywords];

    /// <summary>Letters and digits of the whole text.</summary>
    public int WordCharacters { get; set; }

    public int Count => _hits.Length;

    public (int Count, int Start, int Length) this[int keyword] => _hits[keyword];

    public void Add(int keyword, int start, int length)
    {
        ref var hit = ref _hits[keyword];
        if (hit.Length == 0)
            (hit.Start, hit.Length) = (start, length);

        hit.Count++;
    }

    /// <summary>One hit at or after <paramref name="from"/> belongs to a longer keyword.</summary>
    public void TakeBack(int keyword, int from)
    {
        ref var hit = ref _hits[keyword];
        if (hit.Start >= from)
            hit.Length = 0;

        hit.Count--;
    }
}
