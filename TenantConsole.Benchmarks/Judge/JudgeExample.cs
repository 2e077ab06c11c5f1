using System.Text.Json;
using TenantConsole.Core.Completions.Cascade;

namespace TenantConsole.Benchmarks.Judge;

/// <summary>A question with a small model's answer and how well both models did, 0..1.</summary>
internal sealed record JudgeExample(string Source, double SmallScore, double LargeScore, float[] Features)
{
    public double Failure => 1 - SmallScore;

    public double Gain => LargeScore - SmallScore;

    /// <summary>The lines of a JSON-lines file that have an answer.</summary>
    public static List<JudgeExample> Load(string path)
    {
        var examples = new List<JudgeExample>();
        foreach (var line in File.ReadLines(path))
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.TryGetProperty("weak_response", out var answer) && answer.GetString() is { Length: > 0 } text)
            {
                var features = new float[AnswerFeatures.Names.Count];
                AnswerFeatures.Read(root.GetProperty("prompt").GetString()!, text, features);
                examples.Add(new(root.GetProperty("source").GetString()!, root.GetProperty("weak_score").GetDouble(), root.GetProperty("strong_score").GetDouble(), features));
            }
        }

        return examples;
    }
}
