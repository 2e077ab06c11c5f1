using System.Text.Json.Serialization;

namespace TenantConsole.Core.Routing;

/// <summary>What an organization values where the map of models leaves a choice.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RoutingPreference>))]
public enum RoutingPreference
{
    [JsonStringEnumMemberName("balanced")]
    Balanced,

    /// <summary>Moderate questions go to the standard model.</summary>
    [JsonStringEnumMemberName("quality")]
    Quality,

    /// <summary>Complex questions stay on the model of moderate ones.</summary>
    [JsonStringEnumMemberName("cost")]
    Cost,
}
