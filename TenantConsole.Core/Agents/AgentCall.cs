using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Agents;

/// <summary>A call that an agent answered.</summary>
/// <param name="Tokens">Of all attempts together.</param>
public sealed record AgentCall(
    UsageRecordId Id,
    DateTime OccurredUtc,
    UserId? UserId,
    ConversationId? ConversationId,
    string ModelId,
    ModelClass ModelClass,
    Complexity Complexity,
    bool Cascaded,
    CompletionOutcome Outcome,
    long Tokens,
    long CostPicoUsd,
    int ResponseMs);
