using TenantConsole.Core.Common;

namespace TenantConsole.Core.Agents;

/// <summary>An agent's place in the organization chart.</summary>
/// <param name="ReportsToId">Null: it stands at the top.</param>
public sealed record AgentPlace(AgentId Id, string Name, AgentType Type, string? RoleName, AgentId? ReportsToId, bool IsEnabled);
