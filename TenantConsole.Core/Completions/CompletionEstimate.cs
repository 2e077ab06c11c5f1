using TenantConsole.Core.Routing;

namespace TenantConsole.Core.Completions;

/// <summary>What a call is likely to come to, before it is made.</summary>
/// <param name="InputTokens">As o200k counts them.</param>
/// <param name="OutputTokens">Usual for answers to such a question, whoever gives them and under whatever policy.</param>
/// <param name="CostPicoUsd">Of these tokens at the price in force, nothing cached; null where there is an obstacle.</param>
/// <param name="MostPicoUsd">What would be reserved: a proven upper bound; null where there is an obstacle.</param>
/// <param name="Obstacle">Why the call could not be made, in plain words; null: it could.</param>
public sealed record CompletionEstimate(RoutingDecision Decision, long InputTokens, long OutputTokens, long? CostPicoUsd, long? MostPicoUsd, string? Obstacle);
