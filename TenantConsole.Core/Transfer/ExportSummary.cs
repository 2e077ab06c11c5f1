namespace TenantConsole.Core.Transfer;

/// <summary>What an export holds.</summary>
public sealed record ExportSummary(string Slug, long Rows, int Files);
