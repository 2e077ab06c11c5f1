using System.Text;
using TenantConsole.Core.Agents;

namespace TenantConsole.Core.Completions;

/// <summary>What an agent is told before a conversation.</summary>
internal static class AgentPrompt
{
    /// <summary>One system message: who the agent is and its instructions.</summary>
    public static IReadOnlyList<ChatMessage> Of(Agent agent)
    {
        var text = new StringBuilder("You are ").Append(agent.Name).Append(", ").Append(WhatItIs(agent.Type)).Append('.');
        if (agent.Specialization.Length > 0)
        {
            text.Append(" You specialize in: ").Append(agent.Specialization).Append('.');
        }

        if (agent.Instructions.Length > 0)
        {
            text.Append("\n\n").Append(agent.Instructions);
        }

        return [new("system", text.ToString())];
    }

    private static string WhatItIs(AgentType type) => type switch
    {
        AgentType.IncidentSpecialist => "an incident specialist",
        AgentType.ProblemManager => "a problem manager",
        AgentType.ChangeManager => "a change manager",
        AgentType.SubjectMatterExpert => "a subject matter expert",
        AgentType.ServiceDesk => "a service desk agent",
        AgentType.SeniorManager => "an assistant to senior management",
        AgentType.Executive => "an assistant to executives",
        _ => "an assistant",
    };
}
