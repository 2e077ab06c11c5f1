using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Routing.Strategies;

namespace TenantConsole.Core.Routing;

/// <summary>What a decision is made from.</summary>
/// <param name="Prompt">The question as it was asked; positions of evidence refer to this string.</param>
/// <param name="JobRole">The asker's job role by key or alias (<c>chief_executive</c>, <c>ceo</c>); one that the policy does not know counts as none.</param>
/// <param name="ConversationTurns">Questions asked before in this conversation and this one; 1 is a first question.</param>
/// <param name="ForcedModelId">A model that the caller insists on.</param>
/// <param name="Preference">The organization's own; null: the policy's.</param>
/// <param name="ContextTokens">Tokens that are sent besides the prompt (instructions, history, documents); they count in the cost estimate only.</param>
/// <param name="Calibration">What the asking organization's own outcomes taught; only the learned and the combined strategy use it.</param>
/// <param name="Origin">Where it comes from, by <see cref="QuestionOrigin"/>; null: the job role says.</param>
public sealed record RoutingRequest(
    string Prompt,
    string? JobRole = null,
    int ConversationTurns = 1,
    string? ForcedModelId = null,
    RoutingPreference? Preference = null,
    BudgetHeadroom Headroom = BudgetHeadroom.Enough,
    int ContextTokens = 0,
    OutcomeCalibration? Calibration = null,
    string? Origin = null)
{
    /// <summary>Where the question comes from, its job role included.</summary>
    internal string? OriginUnder(RoutingPolicy policy) => QuestionOrigin.Of(Origin, JobRole, policy);

    /// <summary>The calibration, where it was learned against this model; another one says nothing of it.</summary>
    internal OutcomeCalibration? CalibrationOf(GainModel model) => Calibration?.IsOf(model) == true ? Calibration : null;
}
