using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TenantConsole.Core.Completions.Cascade;

namespace TenantConsole.Benchmarks.Judge;

/// <summary>
/// <c>train-judge --data dev.jsonl [--out FOLDER]</c>: cross-validates the learned judge with sources held out by source, calibrates it on those predictions, trains it on
/// everything and writes the resource and its card. The same data gives the same bytes.
/// </summary>
internal static class JudgeTraining
{
    private const int Seed = 7;
    private const int FewestRowsToRank = 100;
    private const double GainWeight = 4;

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

        var bySource = HeldOut(examples, [.. examples.Select(example => sources.IndexOf(example.Source))]);
        var random = new Random(Seed);
        var byRow = HeldOut(examples, [.. examples.Select(_ => random.Next(5))]);
        var (slope, intercept) = Calibrate(examples, byRow);

        var report = new StringBuilder()
            .AppendLine(Table("Sources held out by source (what a new domain can expect)", examples, bySource))
            .AppendLine(Table("Rows held out by row (what known domains can expect)", examples, byRow));
        Console.WriteLine(report);

        var judge = Train(examples) with { Slope = slope, Intercept = intercept };
        using (var stream = File.Create(Path.Combine(folder, "answer-judge.bin")))
        {
            judge.Write(stream);
        }

        File.WriteAllText(Path.Combine(folder, "answer-judge.md"), Card(examples, data, report.ToString()).ReplaceLineEndings("\n"));
        return 0;
    }

    private static JudgeModel Train(IReadOnlyList<JudgeExample> examples) => new(
        TreeTrainer.Train(examples, example => example.Failure, logistic: true, Seed),
        TreeTrainer.Train(examples, example => example.Gain, logistic: false, Seed),
        GainWeight,
        Slope: 1,
        Intercept: 0);

    /// <summary>For every example the sum of a judge that was trained without its fold.</summary>
    private static double[] HeldOut(List<JudgeExample> examples, int[] folds)
    {
        var sums = new double[examples.Count];
        foreach (var fold in folds.Distinct())
        {
            var judge = Train([.. examples.Where((_, i) => folds[i] != fold)]);
            for (var i = 0; i < sums.Length; i++)
            {
                if (folds[i] == fold)
                {
                    sums[i] = judge.Sum(examples[i].Features);
                }
            }
        }

        return sums;
    }

    /// <summary>Platt's scaling: the line through the sums that fits the failures best, by Newton's method.</summary>
    private static (double Slope, double Intercept) Calibrate(List<JudgeExample> examples, double[] sums)
    {
        var (slope, intercept) = (1.0, 0.0);
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

        Estimates, from a question and a small model's answer, how likely the answer will do. Two sums of 80 decision trees of depth 5 over {AnswerFeatures.Names.Count} figures of form, wording, reckoning and
        result (`AnswerFeatures`); no text is stored in them.

        - **Made by** `dotnet run -c Release --project TenantConsole.Benchmarks -- train-judge --data dev.jsonl`; the same data gives the same bytes.
        - **Data**: {examples.Count} answers with outcomes; SHA-256 of the file {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(data)))}. Sources and licences: ZeroEval (crux, gsm8k, math level 5) outputs
          Apache-2.0, tasks MIT; RouteLLM (gsm8k, MT-bench) Apache-2.0 / MIT; MMLU-Pro outputs Apache-2.0 / MIT. Nothing of a non-commercial licence was trained on.
        - **Limits**: the answers are to tasks with a checkable result, in English. On ordinary chat it is meant to stay silent rather than to rank; other languages are judged by
          form alone. Held out by source it ranks somewhat better than chance, not more: an organization's own outcomes say more than this does.

        APGR: area under the gain recovered as answers are upgraded from the worst judged on (random .500, RouteLLM's definition); AUC: of "the small model's score is below 0.5".

        {report.Trim()}
        """ + "\n";

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
