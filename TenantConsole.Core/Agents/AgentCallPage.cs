namespace TenantConsole.Core.Agents;

/// <summary>Some calls of an agent, newest first.</summary>
/// <param name="Next">Where older ones begin; null: there are none.</param>
public sealed record AgentCallPage(IReadOnlyList<AgentCall> Calls, AgentCallCursor? Next);

/// <summary>Where a list of calls goes on, by moment, so that a page costs the same wherever in the list it is.</summary>
/// <param name="Seen">How many calls of that very moment are in sight already.</param>
public sealed record AgentCallCursor(DateTime OccurredUtc, int Seen);
