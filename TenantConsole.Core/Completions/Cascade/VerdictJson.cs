using System.Text.Json;
using System.Text.Json.Serialization;

namespace TenantConsole.Core.Completions.Cascade;

/// <summary>Verdicts as they are stored with a call.</summary>
internal static class VerdictJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) } };

    public static string Write(JudgeVerdict verdict) => JsonSerializer.Serialize(verdict, Options);

    /// <exception cref="JsonException">The text is no verdict.</exception>
    public static JudgeVerdict Read(string json) => JsonSerializer.Deserialize<JudgeVerdict>(json, Options) ?? throw new JsonException("The verdict is null.");
}
