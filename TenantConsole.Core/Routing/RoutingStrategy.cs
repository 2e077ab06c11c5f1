using System.Text.Json.Serialization;

namespace TenantConsole.Core.Routing;

/// <summary>How a complexity is found.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RoutingStrategy>))]
public enum RoutingStrategy
{
    /// <summary>Weighted signals of the question: <see cref="Strategies.RulesStrategy"/>.</summary>
    [JsonStringEnumMemberName("rules")]
    Rules,

    /// <summary>A trained estimate of what the larger model gains, against the policy's dial: <see cref="Strategies.GainStrategy"/>.</summary>
    [JsonStringEnumMemberName("learned")]
    Learned,

    /// <summary>The learned estimate with the rules' keywords, technical content and critical guard-rail.</summary>
    [JsonStringEnumMemberName("combined")]
    Combined,
}
