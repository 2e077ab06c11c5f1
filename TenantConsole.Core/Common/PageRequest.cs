namespace TenantConsole.Core.Common;

/// <summary>Which page of a list is wanted. <paramref name="Index"/> counts from 0; sizes are clamped to 1..<see cref="MaxSize"/>.</summary>
/// <param name="Sort">The name of the column to sort by, as the list documents it; unknown or null: the list's own order.</param>
public sealed record PageRequest(int Index, int Size, string? Search = null, string? Sort = null, bool Descending = false)
{
    public const int MaxSize = 200;

    public int Skip => Math.Max(0, Index) * Take;

    public int Take => Math.Clamp(Size, 1, MaxSize);
}
