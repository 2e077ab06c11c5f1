namespace TenantConsole.Core.Transfer;

/// <summary>How far a purge is.</summary>
/// <param name="Table">The table that is being emptied.</param>
/// <param name="Rows">Rows deleted so far, over all tables.</param>
/// <param name="TotalRows">Rows that there were.</param>
public sealed record PurgeProgress(string Table, long Rows, long TotalRows);
