using TenantConsole.Core.Roles;

namespace TenantConsole.Core.Agents;

/// <summary>An agent with what it points to.</summary>
/// <param name="Role">Null: it has none.</param>
/// <param name="ReportsTo">The agent it reports to; null: nobody.</param>
/// <param name="Reports">How many agents report to it directly.</param>
public sealed record AgentDetail(Agent Agent, JobRole? Role, Agent? ReportsTo, int Reports);
