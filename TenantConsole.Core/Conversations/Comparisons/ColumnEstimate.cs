using TenantConsole.Core.Completions;

namespace TenantConsole.Core.Conversations.Comparisons;

/// <summary>What a column of a comparison is likely to come to, before it is asked.</summary>
/// <param name="Estimate">Null where there is a problem.</param>
/// <param name="Problem">Why this column cannot be asked, in plain words; null: it can.</param>
public sealed record ColumnEstimate(ComparisonColumn Column, CompletionEstimate? Estimate, string? Problem);
