using System.Numerics;
using System.Runtime.CompilerServices;

namespace TenantConsole.Core.Routing.Strategies;

/// <summary>How many words of each <see cref="WordClass"/> there are.</summary>
[InlineArray(Length)]
internal struct ClassCounts
{
    private const int Length = 23;
    private int _first;

    public readonly int this[WordClass kind] => ((ReadOnlySpan<int>)this)[BitOperations.TrailingZeroCount((int)kind)];

    public void Add(WordClass kinds)
    {
        for (var rest = (uint)kinds; rest != 0; rest &= rest - 1)
            ((Span<int>)this)[BitOperations.TrailingZeroCount(rest)]++;
    }
}
