using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TenantConsole.Core.Routing;

/// <summary>
/// Policies and decisions as JSON, compact, with camel-case names. Letters of all scripts stay as they are; text for an HTML page is escaped by the page.
/// </summary>
/// <remarks>By reflection and not by a source generator: generated code gives a property that is left out its type's default instead of the policy's.</remarks>
public static class RoutingJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
    };

    public static string Write(RoutingDecision decision) => JsonSerializer.Serialize(decision, Options);

    public static string Write(RoutingPolicy policy) => JsonSerializer.Serialize(policy, Options);

    /// <exception cref="JsonException">The text is no decision.</exception>
    public static RoutingDecision ReadDecision(string json) =>
        JsonSerializer.Deserialize<RoutingDecision>(json, Options) ?? throw new JsonException("The decision is null.");

    /// <summary>Reads a policy; what is left out has its default.</summary>
    /// <exception cref="JsonException">The text is no policy.</exception>
    public static RoutingPolicy ReadPolicy(string json) =>
        JsonSerializer.Deserialize<RoutingPolicy>(json, Options) ?? throw new JsonException("The policy is null.");
}
