namespace TenantConsole.Core.Usage.Ledger;

/// <summary>What a batch adds to the platform's daily rollup, in the order of its key, so that two writers lock its rows in the same order.</summary>
internal static class PlatformRollup
{
    public static IEnumerable<(DateOnly Day, string ModelId, short Shard, UsageMeasures Measures)> Of(IReadOnlyList<TenantWrites> writes)
    {
        var sums = new Dictionary<(DateOnly Day, string ModelId, short Shard), RollupMeasures>();
        foreach (var tenant in writes)
        {
            var shard = PlatformDailyUsage.ShardOf(tenant.OrganizationId);
            foreach (var ((day, modelId), measures) in tenant.Rollups.Daily)
            {
                if (!sums.TryGetValue((day, modelId, shard), out var sum))
                {
                    sums[(day, modelId, shard)] = sum = new RollupMeasures();
                }

                sum.Add(measures);
            }
        }

        return sums
            .OrderBy(entry => entry.Key.Day)
            .ThenBy(entry => entry.Key.ModelId, StringComparer.Ordinal)
            .ThenBy(entry => entry.Key.Shard)
            .Select(entry => (entry.Key.Day, entry.Key.ModelId, entry.Key.Shard, (UsageMeasures)entry.Value));
    }
}
