using TenantConsole.Core.Agents;
using TenantConsole.Core.Usage.Reports;

namespace TenantConsole.Components.Pages.Agents;

/// <summary>An agent in the list, with its last thirty days.</summary>
public sealed record AgentRow(AgentListItem Item, UsageFigures Figures);

/// <summary>Whether an agent answers.</summary>
public enum AgentState
{
    On,
    Off,
}
