namespace TenantConsole.Core.Common;

/// <summary>One page of a list that was searched, sorted and cut in the database.</summary>
/// <param name="Items">The rows of this page, at most <see cref="PageRequest.Size"/>.</param>
/// <param name="TotalCount">How many rows the whole search has.</param>
/// <param name="IsCut">Too many rows match to count them: <paramref name="TotalCount"/> goes up to the next row after this page and there are likely more.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int TotalCount, bool IsCut = false);
