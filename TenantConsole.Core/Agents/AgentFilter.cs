using TenantConsole.Core.Common;

namespace TenantConsole.Core.Agents;

/// <summary>Narrows a list of agents; what is null does not.</summary>
public sealed record AgentFilter(AgentType? Type = null, RoleId? RoleId = null, bool? IsEnabled = null)
{
    public static readonly AgentFilter None = new();
}
