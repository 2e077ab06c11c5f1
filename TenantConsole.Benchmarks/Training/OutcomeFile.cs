using System.Security.Cryptography;
using System.Text.Json;

namespace TenantConsole.Benchmarks.Training;

/// <summary>A file of outcomes in the benchmark's form, and its hash.</summary>
internal sealed record OutcomeFile(IReadOnlyList<Outcome> Rows, string Sha256)
{
    public static OutcomeFile Load(string path)
    {
        var rows = new List<Outcome>();
        foreach (var line in File.ReadLines(path))
        {
            using var document = JsonDocument.Parse(line);
            rows.Add(Parse(document.RootElement));
        }

        Parallel.ForEach(rows, row => row.Read());
        using var stream = File.OpenRead(path);
        return new(rows, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    private static Outcome Parse(JsonElement line)
    {
        var prompt = line.GetProperty("prompt_tokens").GetInt64();
        return new(
            line.GetProperty("id").GetString()!,
            line.GetProperty("source").GetString()!,
            line.GetProperty("pair").GetString()!,
            line.TryGetProperty("category", out var category) ? category.GetString() ?? "" : "",
            line.GetProperty("prompt").GetString()!,
            line.GetProperty("weak_score").GetDouble(),
            line.GetProperty("strong_score").GetDouble(),
            (prompt * 150_000) + (line.GetProperty("weak_tokens").GetInt64() * 600_000),
            (prompt * 2_500_000) + (line.GetProperty("strong_tokens").GetInt64() * 10_000_000));
    }
}
