namespace TenantConsole.Benchmarks.Training;

/// <summary>How well a ranking finds the prompts on which the larger model gains (RouteLLM, arXiv 2406.18665). <c>q(f)</c> is the mean score when the share f
/// that ranks highest goes to the larger model.</summary>
/// <param name="Gap">What the larger model gains on the whole.</param>
/// <param name="Area">The integral of <c>q(f) − q(0)</c>.</param>
/// <param name="Cpt80">The least share, in percent, that gets four fifths of the gap.</param>
internal sealed record RankingScore(double Gap, double Area, double Cpt80)
{
    /// <summary>0.5 is chance.</summary>
    public double Apgr => Area / Gap;

    public static RankingScore Of(IReadOnlyList<Outcome> rows, Func<Outcome, double> score)
    {
        var order = rows.Select(row => (Score: score(row), row.Gain)).OrderByDescending(row => row.Score).ToList();
        var gap = order.Sum(row => row.Gain) / order.Count;
        double area = 0, reached = 0, cpt80 = 100;
        for (var from = 0; from < order.Count;)
        {
            var to = from;
            var gain = 0d;
            while (to < order.Count && order[to].Score.Equals(order[from].Score))
                gain += order[to++].Gain;

            var next = reached + (gain / order.Count);
            area += (double)(to - from) / order.Count * (reached + next) / 2;
            if (cpt80 >= 100 && gap > 0 && next >= 0.8 * gap)
                cpt80 = 100 * (from + ((to - from) * Math.Clamp(((0.8 * gap) - reached) / (next - reached), 0, 1))) / order.Count;

            (reached, from) = (next, to);
        }

        return new(gap, area, cpt80);
    }

    /// <summary>The gap-weighted mean within sources of a hundred prompts and more: it cannot be won by recognising the source.</summary>
    public static double Stratified(IReadOnlyList<Outcome> rows, Func<Outcome, double> score)
    {
        var sources = rows.GroupBy(row => row.Source, StringComparer.Ordinal).Where(source => source.Count() >= 100).Select(source => Of([.. source], score)).ToList();
        return sources.Sum(source => source.Area) / sources.Sum(source => source.Gap);
    }
}
