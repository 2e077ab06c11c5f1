using TenantConsole.Core.Agents;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Seeding;

/// <summary>An agent to be made up.</summary>
/// <param name="Role">The key of its job role.</param>
/// <param name="EasyWeight">Its share in the agents' simple and moderate questions, against the weights of the others.</param>
/// <param name="HardWeight">Its share in the complex and critical ones.</param>
internal sealed record SeedAgent(string Name, AgentType Type, string Role, string Specialization, string Instructions, int EasyWeight, int HardWeight)
{
    /// <summary>The name of the agent it reports to, further up in the list; null: nobody.</summary>
    public string? ReportsTo { get; init; }

    public bool UsesRouter { get; init; } = true;
}

/// <summary>One that was made, with what its made-up calls need to know.</summary>
internal sealed record SeededAgent(AgentId Id, SeedAgent Agent);
