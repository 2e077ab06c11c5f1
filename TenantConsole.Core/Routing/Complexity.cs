using System.Text.Json.Serialization;

namespace TenantConsole.Core.Routing;

/// <summary>How much a query asks of a model. The numbers are stored.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Complexity>))]
public enum Complexity : short
{
    [JsonStringEnumMemberName("simple")]
    Simple = 1,

    [JsonStringEnumMemberName("moderate")]
    Moderate = 2,

    [JsonStringEnumMemberName("complex")]
    Complex = 3,

    [JsonStringEnumMemberName("critical")]
    Critical = 4,
}
