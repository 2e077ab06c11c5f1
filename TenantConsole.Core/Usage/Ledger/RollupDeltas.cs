using TenantConsole.Core.Common;

namespace TenantConsole.Core.Usage.Ledger;

/// <summary>What a batch adds to the rollups of one organization, summed so that each row is touched once.</summary>
internal sealed class RollupDeltas
{
    public Dictionary<(DateTime HourUtc, string ModelId), RollupMeasures> Hourly { get; } = [];

    public Dictionary<(DateOnly Day, string ModelId), RollupMeasures> Daily { get; } = [];

    public Dictionary<(DateOnly Month, string ModelId), RollupMeasures> Monthly { get; } = [];

    public Dictionary<DateOnly, RollupMeasures> DailyTotals { get; } = [];

    public Dictionary<(string Subject, DateOnly Day), RollupMeasures> DailySubjects { get; } = [];

    public void Add(UsageRecord record, IReadOnlyList<UsageAttempt> attempts)
    {
        var hour = new DateTime(record.OccurredUtc.Ticks - (record.OccurredUtc.Ticks % TimeSpan.TicksPerHour), DateTimeKind.Utc);
        var month = LocalCalendar.MonthOf(record.LocalDay);
        var (agent, user) = (UsageSubject.Of(record.AgentId), UsageSubject.Of(record.UserId));
        foreach (var contribution in RollupContribution.Of(record, attempts))
        {
            contribution.AddTo(Of(Hourly, (hour, contribution.ModelId)));
            contribution.AddTo(Of(Daily, (record.LocalDay, contribution.ModelId)));
            contribution.AddTo(Of(Monthly, (month, contribution.ModelId)));
            contribution.AddTo(Of(DailyTotals, record.LocalDay));
            if (agent is not null)
            {
                contribution.AddTo(Of(DailySubjects, (agent, record.LocalDay)));
            }

            if (user is not null)
            {
                contribution.AddTo(Of(DailySubjects, (user, record.LocalDay)));
            }
        }
    }

    private static RollupMeasures Of<TKey>(Dictionary<TKey, RollupMeasures> rollup, TKey key)
        where TKey : notnull
    {
        if (!rollup.TryGetValue(key, out var measures))
        {
            rollup[key] = measures = new RollupMeasures();
        }

        return measures;
    }
}
