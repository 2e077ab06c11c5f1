using System.Text.Json;
using TenantConsole.Benchmarks.Training;
using TenantConsole.Core.Completions.Cascade;

namespace TenantConsole.Benchmarks.Judge;

/// <summary>A question with a small model's answer and how well both models did, 0..1.</summary>
/// <param name="Routed">The gain that a router estimates from the question which has not learned from this source.</param>
internal sealed record JudgeExample(string Source, double SmallScore, double LargeScore, float[] Features, double Routed)
{
    public double Failure => 1 - SmallScore;

    public double Gain => LargeScore - SmallScore;

    /// <summary>The lines of a JSON-lines file that have an answer.</summary>
    public static List<JudgeExample> Load(string path)
    {
        var rows = OutcomeFile.Load(path).Rows;
        var scores = TrainRouter.HeldOutScores(rows);
        var blend = GainBlend.Of(rows, scores);
        var routed = rows.Zip(scores, (row, score) => (row.Id, Gain: blend.Gain(row, score))).ToDictionary(pair => pair.Id, pair => pair.Gain, StringComparer.Ordinal);
        var examples = new List<JudgeExample>();
        foreach (var line in File.ReadLines(path))
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.TryGetProperty("weak_response", out var answer) && answer.GetString() is { Length: > 0 } text)
            {
                var features = new float[AnswerFeatures.Names.Count];
                AnswerFeatures.Read(root.GetProperty("prompt").GetString()!, text, features);
                examples.Add(new(
                    root.GetProperty("source").GetString()!,
                    root.GetProperty("weak_score").GetDouble(),
                    root.GetProperty("strong_score").GetDouble(),
                    features,
                    routed[root.GetProperty("id").GetString()!]));
            }
        }

        return examples;
    }
}
