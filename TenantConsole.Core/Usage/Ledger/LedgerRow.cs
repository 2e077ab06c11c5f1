using System.Data.Common;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;

namespace TenantConsole.Core.Usage.Ledger;

/// <summary>Reads rows of <see cref="LedgerSql"/>'s queries.</summary>
internal static class LedgerRow
{
    public static LimitOverride Override(OrganizationId organizationId, string limitName, long? value, DateTime? untilUtc) => new()
    {
        OrganizationId = organizationId,
        Limit = LimitNames.Parse(limitName),
        Value = value,
        UntilUtc = untilUtc is { } until ? DateTime.SpecifyKind(until, DateTimeKind.Utc) : null,
    };

    public static (CounterKey Key, CounterValue Value) Counter(DbDataReader row) =>
        (new CounterKey(LimitNames.Parse(row.GetString(0)), row.GetString(1), row.GetString(2)), new CounterValue(row.GetInt64(3), row.GetInt64(4)));

    /// <summary>The organization with what was read of it so far; null where there is none.</summary>
    public static TenantState State(OrganizationId organizationId, DbDataReader organization, IReadOnlyList<LimitOverride> overrides, (long Seq, byte[] Hash)? head) => new()
    {
        OrganizationId = organizationId,
        Status = Enum.Parse<OrganizationStatus>(organization.GetString(0)),
        Tier = Enum.Parse<Tier>(organization.GetString(1)),
        TimeZone = organization.GetString(2),
        Preferences = new OrganizationPreferences
        {
            MonthlyBudgetPicoUsd = organization.IsDBNull(3) ? null : organization.GetInt64(3),
            BudgetMode = Enum.Parse<BudgetMode>(organization.GetString(4)),
        },
        Overrides = overrides,
        AuditHead = head,
    };
}
