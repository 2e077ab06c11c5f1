using System.Text.Json.Serialization;

namespace TenantConsole.Core.Routing;

/// <summary>How a complexity is found. Only what works is listed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RoutingStrategy>))]
public enum RoutingStrategy
{
    /// <summary>Weighted signals of the question: <see cref="Strategies.RulesStrategy"/>.</summary>
    [JsonStringEnumMemberName("rules")]
    Rules,
}
