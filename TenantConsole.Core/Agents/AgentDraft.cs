using TenantConsole.Core.Common;

namespace TenantConsole.Core.Agents;

/// <summary>What somebody wants an agent to be, new or changed.</summary>
public sealed record AgentDraft
{
    public string Name { get; init; } = "";

    public AgentType Type { get; init; } = AgentType.GeneralAssistant;

    /// <summary>A job role of the organization; null: none.</summary>
    public RoleId? RoleId { get; init; }

    public string Specialization { get; init; } = "";

    public string Instructions { get; init; } = "";

    /// <summary>Another agent of the organization; null: it reports to nobody.</summary>
    public AgentId? ReportsToId { get; init; }

    public bool UsesRouter { get; init; } = true;

    /// <summary>The model that answers where the router is not used.</summary>
    public string ModelId { get; init; } = Agent.DefaultModelId;

    public bool IsEnabled { get; init; } = true;

    public static AgentDraft Of(Agent agent) => new()
    {
        Name = agent.Name,
        Type = agent.Type,
        RoleId = agent.RoleId,
        Specialization = agent.Specialization,
        Instructions = agent.Instructions,
        ReportsToId = agent.ReportsToId,
        UsesRouter = agent.UsesRouter,
        ModelId = agent.ModelId,
        IsEnabled = agent.IsEnabled,
    };
}
