using TenantConsole.Core.Common;
using TenantConsole.Core.Routing;

namespace TenantConsole.Core.Lab.Retirements;

/// <summary>One model is to take another's place, as somebody saw it before.</summary>
/// <param name="PolicyVersion">The policy that it is to be replaced in; null: the policy is left as it is.</param>
/// <param name="Agents">The agents that get the other model for their own.</param>
public sealed record ModelReplacement(OrganizationId OrganizationId, string ModelId, string ReplacementId, int? PolicyVersion, IReadOnlyList<AgentAtVersion> Agents);

/// <summary>An agent as somebody saw it.</summary>
public sealed record AgentAtVersion(AgentId Id, int Version);

/// <summary>What a replacement would change in the policy.</summary>
/// <param name="Changes">A line each; empty: the policy does not name the model.</param>
/// <param name="Faults">Why the policy would not do then; empty: it would.</param>
public sealed record ReplacementPreview(int PolicyVersion, IReadOnlyList<PolicyChange> Changes, IReadOnlyList<PolicyFault> Faults);

/// <summary>What became of a replacement.</summary>
/// <param name="PolicyVersion">The version that was saved; null: the policy is as it was.</param>
/// <param name="Agents">How many agents were changed.</param>
/// <param name="LeftAlone">What was not changed and why, in plain words.</param>
public sealed record ReplacementResult(int? PolicyVersion, int Agents, IReadOnlyList<string> LeftAlone);
