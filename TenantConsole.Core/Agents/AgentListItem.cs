using TenantConsole.Core.Common;

namespace TenantConsole.Core.Agents;

/// <summary>An agent in a list.</summary>
/// <param name="RoleName">Null: it has no job role.</param>
/// <param name="ReportsTo">The name of the agent it reports to; null: nobody.</param>
public sealed record AgentListItem(
    AgentId Id, string Name, AgentType Type, string Specialization, RoleId? RoleId, string? RoleName, AgentId? ReportsToId, string? ReportsTo, bool UsesRouter, string ModelId, bool IsEnabled, DateTime CreatedUtc);
