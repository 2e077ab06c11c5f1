using System.Diagnostics;
using System.Text.Json;
using TenantConsole.Core.Routing.Strategies;

namespace TenantConsole.Benchmarks.Training;

/// <summary>
/// <c>train-router --data dev.jsonl [--output FOLDER] [--held-out FILE]</c>: trains the gain model from the file and nothing else, measures it on sources it was not trained on, and writes
/// <c>GainModel.bin</c> with its card <c>GainModel.md</c>. The same file gives the same bytes.
/// <c>--held-out</c> takes each prompt's gain as estimated without its source, as JSON lines <c>{id, strong_probability}</c>.
/// </summary>
internal static class TrainRouter
{
    // List prices at the time the answers were made.
    public static readonly PairOfModels[] Pairs =
    [
        new("openai", "gpt-4o-mini", "gpt-4o", 750_000, 12_500_000),
        new("mixtral_gpt4t", "mixtral-8x7b", "gpt-4-1106-preview", 1_200_000, 40_000_000),
        new("gemini_flash_pro", "gemini-1.5-flash", "gemini-1.5-pro", 375_000, 6_250_000),
    ];

    public static int Run(string[] args)
    {
        var options = new TrainingArguments(args, "--data", "--output", "--held-out");
        var watch = Stopwatch.StartNew();
        var file = OutcomeFile.Load(options.Required("--data"));
        var rows = file.Rows;
        var heldOut = HeldOutScores(rows);
        var blend = GainBlend.Of(rows, heldOut);
        var gains = rows.Zip(heldOut, blend.Gain).ToArray();
        var index = rows.Select((row, i) => (row.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i, StringComparer.Ordinal);
        var parts = GainParts.Fit(rows);
        var model = blend.Model($"gain-1-{file.Sha256[..8]}", parts, Pairs);
        var folder = options.Text("--output") ?? Path.Combine(RepositoryRoot(), "TenantConsole.Core", "Routing", "Strategies");
        using (var stream = File.Create(Path.Combine(folder, "GainModel.bin")))
            GainModelFormat.Write(model, stream);

        var card = GainCard.Of(file, model, blend, row => gains[index[row.Id]]);
        File.WriteAllText(Path.Combine(folder, "GainModel.md"), card);
        Console.WriteLine(card);
        if (options.Text("--held-out") is { } path)
            File.WriteAllLines(path, rows.Select(row => JsonSerializer.Serialize(new { id = row.Id, strong_probability = gains[index[row.Id]] })));

        Console.Error.WriteLine($"Trained in {watch.Elapsed.TotalSeconds:0} s; written to {folder}.");
        return 0;
    }

    /// <summary>Each source scored by parts fitted to the others.</summary>
    public static double[][] HeldOutScores(IReadOnlyList<Outcome> rows)
    {
        var scores = new double[rows.Count][];
        Parallel.ForEach(rows.Select(row => row.Source).Distinct(StringComparer.Ordinal), new ParallelOptions { MaxDegreeOfParallelism = 2 }, source =>
        {
            var parts = GainParts.Fit([.. rows.Where(row => !Environments.ShareQuestions(source, row.Source))]);
            for (var i = 0; i < rows.Count; i++)
            {
                if (string.Equals(rows[i].Source, source, StringComparison.Ordinal))
                    scores[i] = parts.Scores(rows[i]);
            }
        });
        return scores;
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(Directory.GetCurrentDirectory());
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TenantConsole.sln")))
            folder = folder.Parent;

        return folder?.FullName ?? throw new InvalidOperationException("Run this inside the repository, or say --output.");
    }
}
