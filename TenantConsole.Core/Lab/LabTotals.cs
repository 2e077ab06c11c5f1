using System.Text.Json;
using System.Text.Json.Serialization;

namespace TenantConsole.Core.Lab;

/// <summary>Sums of a run as they are stored.</summary>
internal static class LabTotals
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter<FlipKind>(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static string Write(ReplayTotals totals) => JsonSerializer.Serialize(totals, Options);

    /// <exception cref="JsonException">The text is no sums.</exception>
    public static ReplayTotals Read(string json) => JsonSerializer.Deserialize<ReplayTotals>(json, Options) ?? throw new JsonException("The sums are null.");
}
