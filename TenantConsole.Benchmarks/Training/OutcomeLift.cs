using System.Globalization;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Routing.Strategies;

namespace TenantConsole.Benchmarks.Training;

/// <summary>
/// <c>outcome-lift --data dev.jsonl [--outcomes 300] [--draws 20] [--seed 1]</c>: each source in turn is a domain that the model never saw. A calibration learns from some
/// of its outcomes, drawn at random, and the rest is ranked with it and without. Of a source with fewer than twice as many prompts half are learned.
/// </summary>
internal static class OutcomeLift
{
    // Scoring every prompt of a large source again for each draw tells nothing more.
    private const int MostRanked = 1500;

    public static int Run(string[] args)
    {
        var options = new TrainingArguments(args, "--data", "--outcomes", "--draws", "--seed");
        var outcomes = Number(options, "--outcomes", 300);
        var draws = Number(options, "--draws", 20);
        var seed = Number(options, "--seed", 1);
        var rows = OutcomeFile.Load(options.Required("--data")).Rows;
        var blend = GainBlend.Of(rows, TrainRouter.HeldOutScores(rows));
        Console.WriteLine($"{draws} draws of {outcomes} outcomes, seed {seed}\n\n| source | prompts | gap | APGR without | with | rise | trust |\n|---|---:|---:|---:|---:|---:|---:|");
        var rises = new List<double>();
        foreach (var source in rows.GroupBy(row => row.Source, StringComparer.Ordinal))
        {
            var parts = GainParts.Fit([.. rows.Where(row => !Environments.ShareQuestions(source.Key, row.Source))]);
            var model = blend.Model("held-out", parts, [.. TrainRouter.Pairs.Where(pair => parts.Pairs.ContainsKey(pair.Name))]);
            var lift = Measure([.. source], model, outcomes, draws, seed);
            rises.Add(lift.With - lift.Without);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {source.Key} | {source.Count()} | {lift.Gap:0.000} | {lift.Without:0.000} | {lift.With:0.000} | {lift.With - lift.Without:+0.000;-0.000} | {lift.Trust:0.00} |"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nRises in {rises.Count(rise => rise > 0)} of {rises.Count} sources, median rise {rises.Order().ElementAt(rises.Count / 2):+0.000;-0.000}."));
        return 0;
    }

    /// <summary>Areas and gaps are averaged over the draws before they are divided: where two models barely differ, single quotients mean nothing.</summary>
    private static (double Gap, double Without, double With, double Trust) Measure(List<Outcome> source, GainModel model, int outcomes, int draws, int seed)
    {
        var pair = TrainRouter.Pairs.Single(pair => string.Equals(pair.Name, source[0].Pair, StringComparison.Ordinal));
        var weights = model.For(new(pair.WeakId, pair.StrongId, pair.WeakPrice, pair.StrongPrice));
        var plain = source.ToDictionary(row => row.Id, row => GainReading.Of(row.Prompt, model, weights).Gain, StringComparer.Ordinal);
        double gap = 0, without = 0, with = 0, trust = 0;
        for (var draw = 0; draw < draws; draw++)
        {
            var order = source.ToArray();
            new Random(seed + draw).Shuffle(order);
            var learned = Math.Min(outcomes, order.Length / 2);
            var calibration = OutcomeCalibration.Empty.With([.. order.Take(learned).Select(row => new RoutedOutcome(row.Prompt, row.Weak, row.Strong))], model, weights);
            var rest = order.Skip(learned).Take(MostRanked).ToList();
            var corrected = rest.ToDictionary(row => row.Id, row => GainReading.Of(row.Prompt, model, weights, calibration).Gain, StringComparer.Ordinal);
            var before = RankingScore.Of(rest, row => plain[row.Id]);
            gap += before.Gap / draws;
            without += before.Area / draws;
            with += RankingScore.Of(rest, row => corrected[row.Id]).Area / draws;
            trust += calibration.Trust / draws;
        }

        return (gap, without / gap, with / gap, trust);
    }

    private static int Number(TrainingArguments options, string name, int usual) =>
        options.Text(name) is { } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : usual;
}
