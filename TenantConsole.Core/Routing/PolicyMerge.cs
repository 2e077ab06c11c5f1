using System.Text.Json;
using System.Text.Json.Nodes;

namespace TenantConsole.Core.Routing;

/// <summary>Two editors changed the same policy: the changes of one put onto the version that the other saved.</summary>
/// <remarks>
/// <code>
///  basis ──► mine       each property that mine changes is as in mine, each other one as in theirs;
///    └─────► theirs     a list keeps what theirs added, gets what mine added and loses what mine removed
/// </code>
/// </remarks>
public static class PolicyMerge
{
    /// <param name="basis">What both began with.</param>
    /// <returns>With the version of <paramref name="theirs"/>. It need not be a good policy: <see cref="RoutingPolicyRules.Validate"/> tells.</returns>
    public static MergedPolicy Onto(RoutingPolicy theirs, RoutingPolicy basis, RoutingPolicy mine)
    {
        var clashes = new List<string>();
        var merged = Merge("", Node(basis), Node(mine), Node(theirs), clashes);
        return new(RoutingJson.ReadPolicy(merged!.ToJsonString()) with { Version = theirs.Version }, clashes);
    }

    private static JsonNode? Node(RoutingPolicy policy) => JsonNode.Parse(RoutingJson.Write(policy with { Version = 0 }));

    private static JsonNode? Merge(string path, JsonNode? basis, JsonNode? mine, JsonNode? theirs, List<string> clashes)
    {
        if (JsonNode.DeepEquals(mine, basis) || JsonNode.DeepEquals(mine, theirs))
        {
            return theirs?.DeepClone();
        }

        if (JsonNode.DeepEquals(theirs, basis))
        {
            return mine?.DeepClone();
        }

        if (basis is JsonObject before && mine is JsonObject left && theirs is JsonObject right)
        {
            return new JsonObject(left.Concat(right).Select(property => property.Key).Distinct(StringComparer.Ordinal).Select(name =>
                KeyValuePair.Create(name, Merge(path.Length == 0 ? name : $"{path}.{name}", before[name], left[name], right[name], clashes))));
        }

        if (Texts(basis) is { } had && Texts(mine) is { } wanted && Texts(theirs) is { } found)
        {
            var removed = had.Except(wanted, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
            var added = wanted.Except(had, StringComparer.Ordinal).Except(found, StringComparer.Ordinal);
            return new JsonArray([.. found.Where(text => !removed.Contains(text)).Concat(added).Select(text => (JsonNode?)JsonValue.Create(text))]);
        }

        clashes.Add(path);
        return mine?.DeepClone();
    }

    /// <summary>A list of texts; null where it is something else.</summary>
    private static List<string>? Texts(JsonNode? node) =>
        node is JsonArray array && array.All(item => item?.GetValueKind() == JsonValueKind.String) ? [.. array.Select(item => item!.GetValue<string>())] : null;
}
