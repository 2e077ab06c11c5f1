using System.Text.Json.Serialization;

namespace TenantConsole.Core.Routing;

/// <summary>How a policy decides. The numbers are stored.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RoutingStrategy>))]
public enum RoutingStrategy : short
{
    /// <summary>Weighted signals read from the query and its context.</summary>
    [JsonStringEnumMemberName("rules")]
    Rules = 1,
}
