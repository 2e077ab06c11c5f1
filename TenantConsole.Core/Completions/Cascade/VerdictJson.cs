using System.Text.Json;
using System.Text.Json.Serialization;

namespace TenantConsole.Core.Completions.Cascade;

/// <summary>A verdict as it is stored with a call.</summary>
internal static class VerdictJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) } };

    public static string Write(JudgeVerdict verdict) => JsonSerializer.Serialize(verdict, Options);

    public static JudgeVerdict? Read(string? json) => json is null ? null : JsonSerializer.Deserialize<JudgeVerdict>(json, Options);
}
