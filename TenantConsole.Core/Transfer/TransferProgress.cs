namespace TenantConsole.Core.Transfer;

/// <summary>How far an export or an import is.</summary>
/// <param name="Part">The file of the archive that is being written or read.</param>
/// <param name="Rows">Rows so far, over all tables.</param>
/// <param name="TotalRows">Rows altogether.</param>
public sealed record TransferProgress(string Part, long Rows, long TotalRows);
