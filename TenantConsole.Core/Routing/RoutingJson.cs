using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TenantConsole.Core.Routing;

/// <summary>
/// Policies and decisions as JSON, compact, with camel-case names. Letters of all scripts stay as they are; text for an HTML page is escaped by the page.
/// </summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RoutingPolicy))]
[JsonSerializable(typeof(RoutingDecision))]
public sealed partial class RoutingJson : JsonSerializerContext
{
    private static readonly RoutingJson Relaxed = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Write(RoutingDecision decision) => JsonSerializer.Serialize(decision, Relaxed.RoutingDecision);

    public static string Write(RoutingPolicy policy) => JsonSerializer.Serialize(policy, Relaxed.RoutingPolicy);

    /// <exception cref="JsonException">The text is no decision.</exception>
    public static RoutingDecision ReadDecision(string json) => JsonSerializer.Deserialize(json, Relaxed.RoutingDecision) ?? throw new JsonException("The decision is null.");

    /// <summary>Reads a policy; what is left out has its default.</summary>
    /// <exception cref="JsonException">The text is no policy.</exception>
    public static RoutingPolicy ReadPolicy(string json) => JsonSerializer.Deserialize(json, Relaxed.RoutingPolicy) ?? throw new JsonException("The policy is null.");
}
