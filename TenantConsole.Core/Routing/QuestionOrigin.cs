using TenantConsole.Core.Common;
using TenantConsole.Core.Routing.Signals;

namespace TenantConsole.Core.Routing;

/// <summary>
/// Names where a question comes from, as far as an organization's outcomes are learned by it: the agent that is asked, else the asker's job role. One name and not several: an agent has
/// its job role, which would say the same once more.
/// </summary>
public static class QuestionOrigin
{
    private const string AgentPrefix = "agent:";
    private const string RolePrefix = "role:";

    public static string? Of(AgentId? agentId) => agentId is { } id ? $"{AgentPrefix}{id}" : null;

    /// <summary>The origin that a request names, else its job role's; a role that the policy does not know is none.</summary>
    public static string? Of(string? origin, string? jobRole, RoutingPolicy policy) => origin ?? (JobRoleSignal.Find(jobRole, policy) is { } role ? OfRole(role.Key) : null);

    internal static string OfRole(string key) => RolePrefix + key;

    /// <summary>The agent that an origin is of; null where it is of none.</summary>
    public static AgentId? AgentOf(string origin) =>
        origin.StartsWith(AgentPrefix, StringComparison.Ordinal) && Guid.TryParse(origin.AsSpan(AgentPrefix.Length), out var id) ? new(id) : null;

    /// <summary>The key of the job role that an origin is of; null where it is of none.</summary>
    public static string? RoleOf(string origin) => origin.StartsWith(RolePrefix, StringComparison.Ordinal) ? origin[RolePrefix.Length..] : null;

    /// <summary>In words that need nobody's name: <c>questions of this agent</c>.</summary>
    internal static string Questions(string origin) => AgentOf(origin) is not null ? "questions of this agent" : RoleOf(origin) is { } role ? $"questions of the role {role}" : "questions of this origin";
}
