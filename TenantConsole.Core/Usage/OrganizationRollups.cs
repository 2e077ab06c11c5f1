using System.Globalization;
using System.Runtime.InteropServices;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;

namespace TenantConsole.Core.Usage;

/// <summary>
/// All sums of one organization, added up in memory from its calls: the rows that the rollups and the quota counters must hold. Who checks the ledger compares with them,
/// who seeds it inserts them.
/// </summary>
internal sealed class OrganizationRollups(OrganizationId organizationId)
{
    private readonly Dictionary<(DateTime, string), HourlyUsage> _hours = [];
    private readonly Dictionary<(DateOnly, string), DailyUsage> _days = [];
    private readonly Dictionary<(DateOnly, string), MonthlyUsage> _months = [];
    private readonly Dictionary<DateOnly, DailyTotalUsage> _totals = [];
    private readonly Dictionary<(LimitName, string), QuotaCounter> _counters = [];

    public long Calls { get; private set; }

    public IReadOnlyCollection<HourlyUsage> Hours => _hours.Values;

    public IReadOnlyCollection<DailyUsage> Days => _days.Values;

    public IReadOnlyCollection<MonthlyUsage> Months => _months.Values;

    public IReadOnlyCollection<DailyTotalUsage> Totals => _totals.Values;

    public IReadOnlyCollection<QuotaCounter> Counters => _counters.Values;

    public void Add(UsageRecord record, IReadOnlyList<UsageAttempt> attempts)
    {
        Calls++;
        var hour = new DateTime(record.OccurredUtc.Ticks - (record.OccurredUtc.Ticks % TimeSpan.TicksPerHour), DateTimeKind.Utc);
        var day = record.LocalDay;
        var month = LocalCalendar.MonthOf(day);
        foreach (var contribution in RollupContribution.Of(record, attempts))
        {
            var model = contribution.ModelId;
            contribution.AddTo(Row(_hours, (hour, model)) ??= new() { OrganizationId = organizationId, HourUtc = hour, ModelId = model });
            contribution.AddTo(Row(_days, (day, model)) ??= new() { OrganizationId = organizationId, Day = day, ModelId = model });
            contribution.AddTo(Row(_months, (month, model)) ??= new() { OrganizationId = organizationId, Month = month, ModelId = model });
            contribution.AddTo(Row(_totals, day) ??= new() { OrganizationId = organizationId, Day = day });
        }

        // The keys are those of Period.Day and Period.Month, for a date that is already local.
        Counter(LimitName.ApiCallsPerDay, day, "yyyy-MM-dd").Used += 1;
        var budget = Counter(LimitName.MonthlyBudgetUsd, month, "yyyy-MM");
        budget.Used = checked(budget.Used + record.CostPicoUsd);
    }

    private static ref TRow? Row<TKey, TRow>(Dictionary<TKey, TRow> rows, TKey key)
        where TKey : notnull
        where TRow : class => ref CollectionsMarshal.GetValueRefOrAddDefault(rows!, key, out _);

    private QuotaCounter Counter(LimitName limit, DateOnly day, string format)
    {
        var period = day.ToString(format, CultureInfo.InvariantCulture);
        return Row(_counters, (limit, period)) ??= new()
        {
            OrganizationId = organizationId,
            Limit = limit,
            Scope = "",
            Period = period,
            Used = 0,
            Pending = 0,
        };
    }
}
