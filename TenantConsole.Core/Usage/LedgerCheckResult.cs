using System.Globalization;

namespace TenantConsole.Core.Usage;

/// <summary>What a <see cref="LedgerCheck"/> found.</summary>
public abstract record LedgerCheckResult
{
    private LedgerCheckResult()
    {
    }

    /// <summary>Every sum agrees with the calls.</summary>
    public sealed record Clean(int Organizations, long Calls) : LedgerCheckResult;

    /// <summary>The first sum that does not.</summary>
    public sealed record Different(LedgerDifference Difference) : LedgerCheckResult;
}

/// <summary>A stored figure that is not what the calls add up to. A missing row counts as zeros.</summary>
/// <param name="Organization">The organization's slug; null for a sum over all organizations.</param>
/// <param name="Key">The row within the table, such as <c>day=2026-11-23 model_id=gpt-4o</c>.</param>
public sealed record LedgerDifference(string? Organization, string Table, string Key, string Column, long Expected, long Found)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Organization is null ? "all organizations" : $"organization {Organization}")}: {Table} {Key}: {Column} is {Found}, the calls add up to {Expected}");
}
