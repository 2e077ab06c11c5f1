using System.Globalization;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;

namespace TenantConsole.Tests.Core.Usage.Ledger;

/// <summary>What one organization's ledger should hold, kept as simply as can be, with nothing of the product's own arithmetic.</summary>
internal sealed class LedgerModel(string timeZone)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);

    public bool IsActive { get; set; } = true;

    public Tier Tier { get; set; } = Tier.Basic;

    public long? Budget { get; set; }

    public BudgetMode Mode { get; set; }

    public Dictionary<LimitName, (long? Value, DateTime? Until)> Overrides { get; } = [];

    public SortedDictionary<(LimitName Limit, string Period), (long Used, long Pending)> Counters { get; } = [];

    public Dictionary<ReservationId, Held> Reservations { get; } = [];

    /// <summary>Calls and cost of each local day.</summary>
    public SortedDictionary<DateOnly, (long Calls, long Cost)> Days { get; } = [];

    /// <summary>How long the audit chain is.</summary>
    public long AuditEntries { get; private set; }

    /// <summary>What would be held; or the limit in the way, with what is used and pending of it; or neither, where the organization takes no calls.</summary>
    public (Held? Held, (LimitName Limit, long Used, long Pending, long Cap)? Refused) Reserve(DateTime now, int calls, long budget, long tokens, int lifeMinutes)
    {
        if (!IsActive)
            return (null, null);

        var local = TimeZoneInfo.ConvertTimeFromUtc(now, _zone);
        var minute = now.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
        var amounts = new List<(LimitName Limit, string Period, long Amount)>();
        foreach (var (limit, period, amount) in new[]
        {
            (LimitName.ApiCallsPerDay, local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), calls),
            (LimitName.MonthlyBudgetUsd, local.ToString("yyyy-MM", CultureInfo.InvariantCulture), budget),
            (LimitName.RequestsPerMinute, minute, (long)calls),
            (LimitName.TokensPerMinute, minute, tokens),
        })
        {
            var cap = Cap(limit, now);
            if (amount == 0 || (cap is null && period == minute))
                continue;

            var (used, pending) = Counters.GetValueOrDefault((limit, period));
            if (used + pending + amount > cap && !(limit == LimitName.MonthlyBudgetUsd && Mode == BudgetMode.Soft))
            {
                AuditEntries++;
                return (null, (limit, used, pending, cap.Value));
            }

            amounts.Add((limit, period, amount));
        }

        return (new Held(amounts, now.AddMinutes(lifeMinutes), DateOnly.FromDateTime(local)), null);
    }

    public void Hold(ReservationId id, Held held)
    {
        Reservations.Add(id, held);
        foreach (var (limit, period, amount) in held.Amounts)
            Add(limit, period, 0, amount);
    }

    public void Settle(IReadOnlyList<ReservationId> ids, Held first, long cost, long tokens)
    {
        foreach (var id in ids)
            Release(id);

        foreach (var (limit, period, _) in first.Amounts)
        {
            if (limit == LimitName.RequestsPerMinute)
                Add(limit, period, 1, 0);
            else if (limit == LimitName.TokensPerMinute)
                Add(limit, period, tokens, 0);
        }

        Add(LimitName.ApiCallsPerDay, first.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), 1, 0);
        Add(LimitName.MonthlyBudgetUsd, first.Day.ToString("yyyy-MM", CultureInfo.InvariantCulture), cost, 0);
        var (calls, sum) = Days.GetValueOrDefault(first.Day);
        Days[first.Day] = (calls + 1, sum + cost);
        AuditEntries++;
    }

    public void Release(ReservationId id)
    {
        if (Reservations.Remove(id, out var held))
        {
            foreach (var (limit, period, amount) in held.Amounts)
                Add(limit, period, 0, -amount);
        }
    }

    /// <returns>How many lives were over.</returns>
    public int Sweep(DateTime now)
    {
        var expired = Reservations.Where(pair => pair.Value.Expires <= now).Select(pair => pair.Key).ToList();
        expired.ForEach(Release);
        AuditEntries += expired.Count;
        return expired.Count;
    }

    private void Add(LimitName limit, string period, long used, long pending)
    {
        var (before, held) = Counters.GetValueOrDefault((limit, period));
        Counters[(limit, period)] = (before + used, held + pending);
    }

    private long? Cap(LimitName limit, DateTime now)
    {
        if (Overrides.TryGetValue(limit, out var set) && (set.Until is null || now < set.Until))
            return set.Value;

        return limit switch
        {
            LimitName.ApiCallsPerDay => Tier switch { Tier.Basic => 1_000, Tier.Professional => 10_000, _ => 100_000 },
            LimitName.MonthlyBudgetUsd => Budget,
            _ => null,
        };
    }

    /// <summary>What a reservation holds.</summary>
    public sealed record Held(List<(LimitName Limit, string Period, long Amount)> Amounts, DateTime Expires, DateOnly Day);
}
