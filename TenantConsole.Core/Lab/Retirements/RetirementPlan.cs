using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Lab.Retirements;

/// <summary>Which models of the catalogue go when, and what of one organization that concerns.</summary>
/// <param name="From">The first of the days that the last month's figures are of.</param>
/// <param name="LastDay">The last of them.</param>
/// <param name="PolicyVersion">The routing policy that was looked at.</param>
/// <param name="SeesCosts">The reader may see use and costs; otherwise they are null.</param>
/// <param name="Retirements">By date: every one that is to come, and those past ones that something here still names or used.</param>
/// <param name="Replacements">Chat models that can be asked now and have a price, small ones first.</param>
public sealed record RetirementPlan(
    DateOnly From, DateOnly LastDay, int PolicyVersion, bool SeesCosts, IReadOnlyList<Retirement> Retirements, IReadOnlyList<ReplacementModel> Replacements)
{
    /// <summary>Those that something of the organization names or used.</summary>
    public IEnumerable<Retirement> Affecting => Retirements.Where(retirement => retirement.Affects);
}

/// <summary>One model and its end.</summary>
/// <param name="IsOver">The date has passed: a successor stands in, or calls are refused.</param>
/// <param name="SuccessorId">The model that answers in its place from that date on, by the catalogue; null: none does.</param>
/// <param name="SuccessorFault">Why there is none, in plain words.</param>
/// <param name="Places">Where the routing policy names it.</param>
/// <param name="Agents">Agents that have it for their own model.</param>
/// <param name="LastMonth">Its use; null where the reader may not see it.</param>
/// <param name="JudgesAnswers">Learning has it compare answers at present.</param>
public sealed record Retirement(
    string ModelId,
    ModelClass Class,
    DateTime ShutdownUtc,
    bool IsOver,
    string? SuccessorId,
    string? SuccessorFault,
    IReadOnlyList<PolicyPlace> Places,
    IReadOnlyList<RetiringAgent> Agents,
    RetiringUse? LastMonth,
    bool JudgesAnswers)
{
    public bool Affects => Places.Count > 0 || Agents.Count > 0 || JudgesAnswers || LastMonth is { IsEmpty: false };

    /// <summary>What its last month would have cost on another model, exactly, at the price in force; null where the reader may not see it.</summary>
    public long? CostOn(ReplacementModel model) => LastMonth is { } use ? model.Price.CostPicoUsd(use.Tokens) : null;
}

/// <summary>What a model was used for in the last month.</summary>
/// <param name="Queries">Those that it answered.</param>
/// <param name="Tokens">Of all its attempts, those included after which another model answered.</param>
public sealed record RetiringUse(long Queries, TokenUsage Tokens, long CostPicoUsd)
{
    public static readonly RetiringUse None = new(0, TokenUsage.None, 0);

    public bool IsEmpty => Queries == 0 && Tokens.TotalTokens == 0;
}

/// <summary>An agent whose own model goes.</summary>
/// <param name="UsesRouter">The router chooses for it at present, so its own model answers nothing.</param>
/// <param name="Version">Of the agent, as it was read.</param>
public sealed record RetiringAgent(AgentId Id, string Name, bool UsesRouter, bool IsEnabled, int Version);

/// <summary>A model that can take another's place.</summary>
/// <param name="ShutdownUtc">Its own end; null: none is known.</param>
/// <param name="Price">In force now.</param>
public sealed record ReplacementModel(string Id, ModelClass Class, DateTime? ShutdownUtc, ModelPrice Price);
