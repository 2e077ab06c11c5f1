using TenantConsole.Components.Pages.Agents;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Agents;

namespace TenantConsole.Components.Palette;

/// <summary>Agents by name.</summary>
internal sealed class AgentSource(AgentDirectory agents) : IPaletteSource
{
    public string Title => "Agents";

    public async Task<IReadOnlyList<PaletteEntry>> FindAsync(PaletteQuery query, CancellationToken cancellationToken)
    {
        var found = new List<PaletteEntry>();
        if (query.Text.Length == 0)
        {
            return found;
        }

        foreach (var organization in query.Within.TakeWhile(_ => found.Count < query.Count))
        {
            var page = await agents.ListAsync(query.Actor, organization.Id, new(0, query.Count - found.Count, query.Text, AgentDirectory.Sorts.Name), AgentFilter.None, cancellationToken);
            found.AddRange(page.Items.Select(agent => new PaletteEntry(agent.Name, AgentWords.Href(organization.Slug, agent.Id), ConsoleIcon.Agent, $"{AgentWords.Of(agent.Type)} · {organization.Name}")));
        }

        return found;
    }
}
