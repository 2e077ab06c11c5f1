using TenantConsole.Core.Agents;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;

namespace TenantConsole.Components.Pages.Tickets;

/// <summary>What agents are called, as far as it was asked for; deleted ones keep their names.</summary>
public sealed class AgentNames
{
    private readonly Dictionary<AgentId, string> _names = [];

    public string Of(AgentId id) => _names.GetValueOrDefault(id) ?? "an agent";

    public void Learn(IEnumerable<AgentListItem> agents)
    {
        foreach (var agent in agents)
        {
            _names[agent.Id] = agent.Name;
        }
    }

    /// <summary>Asks for those that are not known yet.</summary>
    public async Task LearnAsync(AgentDirectory agents, Actor actor, OrganizationId organizationId, IEnumerable<AgentId?> ids, CancellationToken cancellationToken)
    {
        var unknown = ids.OfType<AgentId>().Where(id => !_names.ContainsKey(id)).Distinct().ToList();
        if (unknown.Count > 0)
        {
            foreach (var (id, name) in await agents.NamesAsync(actor, organizationId, unknown, cancellationToken))
            {
                _names[id] = name;
            }
        }
    }
}
