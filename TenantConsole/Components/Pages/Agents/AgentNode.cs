using TenantConsole.Core.Agents;

namespace TenantConsole.Components.Pages.Agents;

/// <summary>An agent in the organization chart, with all that is below it.</summary>
internal sealed record AgentNode(AgentPlace Place, IReadOnlyList<AgentNode> Reports)
{
    /// <summary>How many are below it, at any depth.</summary>
    public int Total { get; } = Reports.Sum(report => 1 + report.Total);

    /// <summary>The trees of who reports to nobody; each in the order that the places came in. Whose manager is not among them stands at the top.</summary>
    public static IReadOnlyList<AgentNode> Trees(IReadOnlyList<AgentPlace> places)
    {
        var ids = places.Select(place => place.Id).ToHashSet();
        var reports = places.Where(place => place.ReportsToId is { } manager && ids.Contains(manager)).ToLookup(place => place.ReportsToId!.Value);
        return [.. places.Where(place => place.ReportsToId is not { } manager || !ids.Contains(manager)).Select(Of)];

        AgentNode Of(AgentPlace place) => new(place, [.. reports[place.Id].Select(Of)]);
    }
}
