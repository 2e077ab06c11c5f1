using TenantConsole.Core.Common;

namespace TenantConsole.Core.Usage.Ledger;

/// <summary>What a call wants to hold before it is made: its proven upper bounds.</summary>
/// <param name="BudgetPicoUsd">The most that the call can cost.</param>
/// <param name="Tokens">The most tokens that the call can use.</param>
/// <param name="Calls">1 for a call; 0 for a further step of a call that was admitted before, which only costs more.</param>
/// <param name="Life">After this long the sweep may give back what is held; longer than any call lives.</param>
public sealed record ReservationRequest(OrganizationId OrganizationId, string RequestId, long BudgetPicoUsd, long Tokens, TimeSpan Life, int Calls = 1)
{
    /// <summary>Given for a comparison: what all comparisons of the month may cost, besides the organization's own budget. It is hard, and a refusal is told where the comparison is.</summary>
    public long? ShadowCapPicoUsd { get; init; }
}
