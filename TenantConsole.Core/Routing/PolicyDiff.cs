using System.Text.Json;

namespace TenantConsole.Core.Routing;

/// <summary>What is different between two policies, found in their JSON so that no property is forgotten.</summary>
public static class PolicyDiff
{
    /// <summary>In the order of the policy's properties; the version is no difference.</summary>
    public static IReadOnlyList<PolicyChange> Between(RoutingPolicy old, RoutingPolicy @new)
    {
        using var before = JsonDocument.Parse(RoutingJson.Write(old with { Version = 0 }));
        using var after = JsonDocument.Parse(RoutingJson.Write(@new with { Version = 0 }));
        var changes = new List<PolicyChange>();
        Compare("", before.RootElement, after.RootElement, changes);
        return changes;
    }

    private static void Compare(string path, JsonElement? old, JsonElement? @new, List<PolicyChange> changes)
    {
        if (old is { ValueKind: JsonValueKind.Object } before && @new is { ValueKind: JsonValueKind.Object } after)
        {
            foreach (var name in before.EnumerateObject().Concat(after.EnumerateObject()).Select(property => property.Name).Distinct(StringComparer.Ordinal))
            {
                Compare(path.Length == 0 ? name : $"{path}.{name}", Of(before, name), Of(after, name), changes);
            }
        }
        else if (old is not { } was || @new is not { } now || !JsonElement.DeepEquals(was, now))
        {
            changes.Add(new(path, old?.GetRawText(), @new?.GetRawText()));
        }
    }

    private static JsonElement? Of(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value : null;
}
