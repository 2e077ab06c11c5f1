using System.Text.Json.Serialization;

namespace TenantConsole.Core.Routing;

/// <summary>How much a question asks of a model, from least to most.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Complexity>))]
public enum Complexity
{
    [JsonStringEnumMemberName("simple")]
    Simple,

    [JsonStringEnumMemberName("moderate")]
    Moderate,

    [JsonStringEnumMemberName("complex")]
    Complex,

    [JsonStringEnumMemberName("critical")]
    Critical,
}
