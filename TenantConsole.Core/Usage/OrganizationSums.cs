using System.Globalization;
using System.Runtime.InteropServices;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Usage.Ledger;

namespace TenantConsole.Core.Usage;

/// <summary>
/// Everything that an organization's calls add up to, in memory: its rollups, and what its quota counters must have as used. Who checks the ledger compares with it,
/// who seeds it inserts it.
/// </summary>
internal sealed class OrganizationSums
{
    public long Calls { get; private set; }

    public RollupDeltas Rollups { get; } = new();

    /// <summary>Calls of each local day and spending of each local month, that of comparisons apart as well.</summary>
    public Dictionary<CounterKey, long> Used { get; } = [];

    public void Add(UsageRecord record, IReadOnlyList<UsageAttempt> attempts)
    {
        Calls++;
        Rollups.Add(record, attempts);
        Spend(MonthKey(record.LocalDay), record.CostPicoUsd);
        if (record.Source == CompletionSource.Shadow)
        {
            Spend(MonthKey(record.LocalDay) with { Scope = QuotaScopes.Shadow }, record.CostPicoUsd);
        }
        else
        {
            UsedOf(DayKey(record.LocalDay)) += 1;
        }
    }

    /// <summary>The counter of <see cref="Quotas.Period.Day"/> for a day that is local already.</summary>
    public static CounterKey DayKey(DateOnly day) => new(LimitName.ApiCallsPerDay, "", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>The counter of <see cref="Quotas.Period.Month"/> for a day that is local already.</summary>
    public static CounterKey MonthKey(DateOnly day) => new(LimitName.MonthlyBudgetUsd, "", day.ToString("yyyy-MM", CultureInfo.InvariantCulture));

    private void Spend(CounterKey key, long picoUsd)
    {
        ref var spent = ref UsedOf(key);
        spent = checked(spent + picoUsd);
    }

    private ref long UsedOf(CounterKey key) => ref CollectionsMarshal.GetValueRefOrAddDefault(Used, key, out _);
}
