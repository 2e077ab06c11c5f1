using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TenantConsole.Benchmarks.Training;
using TenantConsole.Core.Completions.Cascade;

namespace TenantConsole.Benchmarks.Judge;

/// <summary>
/// <c>train-judge --data dev.jsonl [--out FOLDER]</c>: cross-validates the learned judge with sources held out by source, calibrates it on those predictions, trains it on
/// everything and writes the resource and its card. The same data gives the same bytes.
/// </summary>
internal static class JudgeTraining
{
    private const int Seed = 7;
    private const int Folds = 5;
    private const int FewestRowsToRank = 100;

    // The question alone says less than its answer, but what it says carries over to other sources best.
    private const double ShareOfRouted = 0.4;

    public static int Run(string[] options)
    {
        if (options is not ["--data", var data, ..])
        {
            Console.Error.WriteLine("train-judge --data FILE.jsonl [--out FOLDER]");
            return 2;
        }

        var folder = options is [_, _, "--out", var given] ? given : Path.Combine("TenantConsole.Core", "Completions", "Cascade");
        var examples = JudgeExample.Load(data);
        var sources = examples.Select(example => example.Source).Distinct(StringComparer.Ordinal).ToList();
        Console.WriteLine($"{examples.Count} answers from {sources.Count} sources.");

        var random = new Random(Seed);
        var folds = examples.Select(_ => random.Next(Folds)).ToArray();
        var ofSources = HeldOut(examples, i => examples[i].Source, (i, source) => !Environments.ShareQuestions(source, examples[i].Source));
        var ofRows = HeldOut(examples, i => folds[i], (i, fold) => folds[i] != fold);
        var weights = Weigh(ofSources);
        double[] bySource = [.. ofSources.Select(parts => parts.Sum(weights))];
        double[] byRow = [.. ofRows.Select(parts => parts.Sum(weights))];
        var (slope, intercept) = Calibrate(examples, byRow);

        var report = new StringBuilder()
            .AppendLine(Table("Sources held out by source (what a new domain can expect)", examples, bySource))
            .AppendLine(Table("Rows held out by row (what known domains can expect)", examples, byRow));
        Console.WriteLine(report);

        var (failure, gain) = Train(examples);
        using (var stream = File.Create(Path.Combine(folder, "answer-judge.bin")))
        {
            new JudgeModel(failure, gain, weights, slope, intercept).Write(stream);
        }

        File.WriteAllText(Path.Combine(folder, "answer-judge.md"), Card(examples, data, report.ToString()).ReplaceLineEndings("\n"));
        return 0;
    }

    private static (DecisionForest Failure, DecisionForest Gain) Train(IReadOnlyList<JudgeExample> examples) => (
        ForestTrainer.Train(examples, example => example.Failure, Seed), ForestTrainer.Train(examples, example => example.Gain, Seed));

    /// <summary>For every example what forests say that were trained without its group and what that group would tell them.</summary>
    private static JudgeParts[] HeldOut<TGroup>(List<JudgeExample> examples, Func<int, TGroup> groupOf, Func<int, TGroup, bool> mayTeach)
        where TGroup : notnull
    {
        var parts = new JudgeParts[examples.Count];
        Parallel.ForEach(Enumerable.Range(0, examples.Count).GroupBy(groupOf), new ParallelOptions { MaxDegreeOfParallelism = 2 }, group =>
        {
            var (failure, gain) = Train([.. examples.Where((_, i) => mayTeach(i, group.Key))]);
            foreach (var i in group)
            {
                parts[i] = new(failure.Score(examples[i].Features), gain.Score(examples[i].Features), examples[i].Routed);
            }
        });
        return parts;
    }

    /// <summary>Each part over its spread, times its share.</summary>
    private static JudgeWeights Weigh(JudgeParts[] heldOut)
    {
        return new(1 / Spread(parts => parts.Failure), 1 / Spread(parts => parts.Gain), ShareOfRouted * Math.Sqrt(2) / Spread(parts => parts.Routed));

        double Spread(Func<JudgeParts, double> part)
        {
            var mean = heldOut.Average(part);
            return Math.Sqrt(heldOut.Average(parts => Math.Pow(part(parts) - mean, 2)));
        }
    }

    /// <summary>Platt's scaling: the line through the sums that fits the failures best, by Newton's method.</summary>
    private static (double Slope, double Intercept) Calibrate(List<JudgeExample> examples, double[] sums)
    {
        var (slope, intercept) = (0.0, 0.0);
        for (var round = 0; round < 50; round++)
        {
            var (g0, g1, h00, h01, h11) = (0.0, 0.0, 1e-6, 0.0, 1e-6);
            for (var i = 0; i < sums.Length; i++)
            {
                var p = 1 / (1 + Math.Exp(-((slope * sums[i]) + intercept)));
                var (error, weight) = (p - examples[i].Failure, p * (1 - p));
                g0 += error;
                g1 += error * sums[i];
                h00 += weight;
                h01 += weight * sums[i];
                h11 += weight * sums[i] * sums[i];
            }

            var determinant = (h00 * h11) - (h01 * h01);
            intercept -= ((h11 * g0) - (h01 * g1)) / determinant;
            slope -= ((h00 * g1) - (h01 * g0)) / determinant;
        }

        return (slope, intercept);
    }

    private static string Table(string title, List<JudgeExample> examples, double[] sums)
    {
        var table = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"### {title}").AppendLine().AppendLine("| source | answers | APGR | AUC of failing |").AppendLine("|---|---|---|---|");
        var (area, gap) = (0.0, 0.0);
        foreach (var source in examples.Select(example => example.Source).Distinct(StringComparer.Ordinal))
        {
            var rows = Ranked.Of(examples, sums, example => example.Source == source);
            if (rows.Count >= FewestRowsToRank)
            {
                table.AppendLine(Line(source, rows));
                area += rows.Area;
                gap += rows.Gap;
            }
        }

        table.AppendLine(Line("gpt-4o-mini → gpt-4o, pooled", Ranked.Of(examples, sums, example => example.Source.StartsWith("zeroeval", StringComparison.Ordinal))));
        return table.AppendLine(CultureInfo.InvariantCulture, $"| within each source, all | | {area / gap:F3} | |").ToString();
    }

    private static string Line(string name, Ranked rows) => string.Create(CultureInfo.InvariantCulture, $"| {name} | {rows.Count} | {rows.Area / rows.Gap:F3} | {rows.FailureAuc:F3} |");

    private static string Card(List<JudgeExample> examples, string data, string report) => $"""
        # The learned judge of answers

        Estimates, from a question and a small model's answer, how likely the answer will do. Two forests of extremely randomized trees over {AnswerFeatures.Names.Count} figures of form, wording, reckoning
        and result (`AnswerFeatures`), one for failing and one for the larger model's gain, and the gain that the router estimates from the question. No text is stored in them.

        - **Made by** `dotnet run -c Release --project TenantConsole.Benchmarks -- train-judge --data dev.jsonl`; the same data gives the same bytes.
        - **Data**: {examples.Count} answers with outcomes; SHA-256 of the file {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(data)))}. Sources and licences: ZeroEval (crux, gsm8k, math level 5) outputs
          Apache-2.0, tasks MIT; RouteLLM (gsm8k, MT-bench) Apache-2.0 / MIT; MMLU-Pro outputs Apache-2.0 / MIT. Nothing of a non-commercial licence was trained on.
        - **Limits**: the answers are to tasks with a checkable result, in English. On ordinary chat it is meant to stay silent rather than to rank; other languages are judged by
          form alone. Held out by source it ranks somewhat better than chance, not more: an organization's own outcomes say more than this does.

        APGR: area under the gain recovered as answers are upgraded from the worst judged on (random .500, RouteLLM's definition); AUC: of "the small model's score is below 0.5".

        Held out by source means also: the forests and the router have seen no source with the same questions.

        {report.Trim()}
        """ + "\n";

    /// <summary>What the judge's parts say of one answer.</summary>
    private readonly record struct JudgeParts(double Failure, double Gain, double Routed)
    {
        public double Sum(JudgeWeights weights) => (weights.Failure * Failure) + (weights.Gain * Gain) + (weights.Routed * Routed);
    }

    /// <summary>Examples from the worst judged to the best, and how well that order is.</summary>
    private sealed record Ranked(int Count, double Gap, double Area, double FailureAuc)
    {
        public static Ranked Of(List<JudgeExample> examples, double[] sums, Func<JudgeExample, bool> which)
        {
            var rows = examples.Zip(sums).Where(row => which(row.First)).OrderByDescending(row => row.Second).ToList();
            var (gained, area, failures, pairs) = (0.0, 0.0, 0, 0.0);
            foreach (var (example, _) in rows)
            {
                area += (gained + (example.Gain / 2)) / rows.Count / rows.Count;
                gained += example.Gain;
                if (example.SmallScore < 0.5)
                {
                    failures++;
                }
                else
                {
                    pairs += failures;
                }
            }

            return new(rows.Count, gained / rows.Count, area, pairs / Math.Max(1, (double)failures * (rows.Count - failures)));
        }
    }
}
