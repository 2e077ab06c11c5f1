using System.Globalization;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Routing.Strategies;

namespace TenantConsole.Benchmarks.Training;

/// <summary>
/// <c>outcome-lift --data dev.jsonl [--outcomes 300] [--draws 40] [--seed 1]</c>: each source in turn is a domain that the model never saw. A calibration learns from some
/// of its outcomes, drawn at random, and the rest is ranked with it and without. Of a source with fewer than twice as many prompts half are learned.
/// </summary>
/// <remarks>
/// Twice: from the questions' text alone, and with their category as the origin, where the source tells categories. In the product the origin is the agent that is asked or the asker's job
/// role; a category stands for agents that each have their field, and says what can be gained where origins differ as much as it does.
/// </remarks>
internal static class OutcomeLift
{
    // Scoring every prompt of a large source again for each draw tells nothing more.
    private const int MostRanked = 1500;

    public static int Run(string[] args)
    {
        var options = new TrainingArguments(args, "--data", "--outcomes", "--draws", "--seed");
        var outcomes = Number(options, "--outcomes", 300);
        var draws = Number(options, "--draws", 40);
        var seed = Number(options, "--seed", 1);
        var rows = OutcomeFile.Load(options.Required("--data")).Rows;
        var blend = GainBlend.Of(rows, TrainRouter.HeldOutScores(rows));
        Console.WriteLine($"{draws} draws of {outcomes} outcomes, seed {seed}. ± is the standard error over draws: what another seed would change, not what other questions of the source would.\n");
        Console.WriteLine("| source | prompts | gap | APGR | from text alone | trust | groups | with the group | trust |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        var (text, grouped) = (new List<Lift>(), new List<Lift?>());
        foreach (var source in rows.GroupBy(row => row.Source, StringComparer.Ordinal))
        {
            var parts = GainParts.Fit([.. rows.Where(row => !Environments.ShareQuestions(source.Key, row.Source))]);
            var model = blend.Model("held-out", parts, [.. TrainRouter.Pairs.Where(pair => parts.Pairs.ContainsKey(pair.Name))]);
            var groups = source.Select(row => row.Category).Where(category => category.Length > 0).Distinct(StringComparer.Ordinal).Count();
            text.Add(Measure([.. source], model, outcomes, draws, seed, withGroup: false));
            grouped.Add(groups > 1 ? Measure([.. source], model, outcomes, draws, seed, withGroup: true) : null);
            Console.WriteLine(Line(source.Key, source.Count(), groups, text[^1], grouped[^1]));
        }

        Console.WriteLine();
        Summarize("From text alone", text);
        Summarize("With the group, where there is one", [.. grouped.OfType<Lift>()]);
        Summarize("With the group where there is one, else from text alone", [.. text.Zip(grouped, (alone, group) => group ?? alone)]);
        return 0;
    }

    private static string Line(string source, int prompts, int groups, Lift text, Lift? grouped) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {source} | {prompts} | {text.Gap:0.000} | {text.Without:0.000} | {Rise(text)} | {text.WordTrust:0.00} | {(grouped is null ? "–" : $"{groups}")} | {(grouped is null ? "–" : Rise(grouped))} | {(grouped is null ? "–" : Figures($"{grouped.OriginTrust:0.00}, words {grouped.WordTrust:0.00}"))} |");

    private static string Rise(Lift lift) => Figures($"{Signed(lift.Rise)} ± {lift.Error:0.000}");

    private static string Signed(double value) => Math.Round(value, 3).ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture);

    private static void Summarize(string name, IReadOnlyList<Lift> lifts)
    {
        var rises = lifts.Select(lift => lift.Rise).Order().ToList();
        var median = (rises[(rises.Count - 1) / 2] + rises[rises.Count / 2]) / 2;
        Console.WriteLine(Figures($"{name}: rises in {rises.Count(rise => rise > 0)} of {rises.Count} sources (by more than two standard errors in {lifts.Count(lift => lift.Rise > 2 * lift.Error)}, falls by more in {lifts.Count(lift => lift.Rise < -2 * lift.Error)}), median rise {Signed(median)}."));
    }

    /// <summary>Areas and gaps are averaged over the draws before they are divided: where two models barely differ, single quotients mean nothing.</summary>
    private static Lift Measure(List<Outcome> source, GainModel model, int outcomes, int draws, int seed, bool withGroup)
    {
        var pair = TrainRouter.Pairs.Single(pair => string.Equals(pair.Name, source[0].Pair, StringComparison.Ordinal));
        var weights = model.For(new(pair.WeakId, pair.StrongId, pair.WeakPrice, pair.StrongPrice));
        var plain = source.ToDictionary(row => row.Id, row => GainReading.Of(row.Prompt, model, weights).Gain, StringComparer.Ordinal);
        double gap = 0, without = 0, words = 0, origins = 0;
        var differences = new List<double>(draws);
        for (var draw = 0; draw < draws; draw++)
        {
            var order = source.ToArray();
            new Random(seed + draw).Shuffle(order);
            var learned = Math.Min(outcomes, order.Length / 2);
            var calibration = OutcomeCalibration.Empty.With([.. order.Take(learned).Select(row => new RoutedOutcome(row.Prompt, row.Weak, row.Strong, OriginOf(row)))], model, weights);
            var rest = order.Skip(learned).Take(MostRanked).ToList();
            var corrected = rest.ToDictionary(
                row => row.Id, row => GainReading.Of(row.Prompt, model, weights, calibration).Gain + calibration.OriginGain(OriginOf(row)), StringComparer.Ordinal);
            var before = RankingScore.Of(rest, row => plain[row.Id]);
            gap += before.Gap / draws;
            without += before.Area / draws;
            differences.Add(RankingScore.Of(rest, row => corrected[row.Id]).Area - before.Area);
            words += calibration.Trust / draws;
            origins += calibration.OriginTrust / draws;
        }

        var mean = differences.Average();
        var error = Math.Sqrt(differences.Sum(difference => (difference - mean) * (difference - mean)) / Math.Max(1, draws - 1) / draws);

        // Over the size of the gap: where the larger model is no better, a rise is still one.
        return new(gap, without / gap, mean / Math.Abs(gap), error / Math.Abs(gap), words, origins);

        string? OriginOf(Outcome row) => withGroup && row.Category.Length > 0 ? row.Category : null;
    }

    private static int Number(TrainingArguments options, string name, int usual) =>
        options.Text(name) is { } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : usual;

    private static string Figures(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <param name="Without">APGR before anything is learned.</param>
    /// <param name="Error">The standard error of the rise, over draws.</param>
    private sealed record Lift(double Gap, double Without, double Rise, double Error, double WordTrust, double OriginTrust);
}
