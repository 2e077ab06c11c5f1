using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Routing.Signals;
using TenantConsole.Core.Routing.Strategies;

namespace TenantConsole.Core.Routing;

/// <summary>Decides which model answers a question. A pure function of its arguments: same arguments, same decision, on any machine.</summary>
/// <remarks>
/// <code>
/// prompt, role, turns ─► signals ─► strategy ─► complexity ─┐
/// policy's map, preference, budget, catalogue ─► a model for each complexity ─► the model (or the one the caller forces, if allowed) ─► why, why not, what
/// would flip it
/// </code>
/// </remarks>
public static class Router
{
    /// <exception cref="InvalidInputException">
    /// The caller forces a model that is unknown or not allowed, or the model that the policy gives is gone and has no successor.
    /// </exception>
    public static RoutingDecision Decide(RoutingRequest request, RoutingPolicy policy, ModelCatalog catalog, DateTime nowUtc)
    {
        var reading = PromptReading.Of(request, policy);
        var verdict = policy.Strategy switch
        {
            RoutingStrategy.Rules => RulesStrategy.Judge(reading, policy),
            _ => GainStrategy.Judge(reading, policy, ModelPair.Of(policy, catalog, nowUtc)),
        };

        var preference = request.Preference ?? policy.Preference;
        var choices = new ModelChoices(policy, preference, request.Headroom, catalog, nowUtc);
        var (resolution, ground) = request.ForcedModelId is { } forced
            ? (Forced(forced, policy, catalog, nowUtc), ChoiceGround.Forced)
            : choices[verdict.Complexity];
        if (!resolution.IsAvailable)
            throw new InvalidInputException(resolution.Explanation, "model");

        var standIn = resolution.IsStandIn ? new StandIn(resolution.RequestedId, resolution.Model.Id, resolution.Explanation) : null;
        var words = new DecisionWords(verdict, choices, resolution, ground, preference);
        return new RoutingDecision
        {
            Complexity = verdict.Complexity,
            ModelId = resolution.Model.Id,
            ModelClass = resolution.Model.Class,
            Confidence = Rounded.Of(ground == ChoiceGround.Forced ? 1 : ConfidenceOf(verdict, choices)),
            StrongProbability = Math.Round(verdict.StrongProbability, 6, MidpointRounding.ToEven),
            Score = Rounded.Of(verdict.Score),
            Thresholds = verdict.Thresholds,
            Ground = ground,
            Contributions = verdict.Contributions,
            Reason = words.Reason(),
            WhyNot = words.WhyNot(),
            NearestFlip = ground == ChoiceGround.Forced
                ? FlipOfForced(verdict.Complexity, resolution.Model.Id, choices)
                : new NearestFlipSearch(reading, policy, choices, verdict).Find(catalog, nowUtc),
            StandIn = standIn,
            Estimate = Estimate(reading.Facts.Length, request.ContextTokens, resolution.Model, nowUtc),
            Strategy = policy.Strategy,
            PolicyVersion = policy.Version,
            Trial = policy.Trial,
            ModelVersion = verdict.ModelVersion,
            CalibrationVersion = verdict.CalibrationVersion,
        };
    }

    private static ModelResolution Forced(string modelId, RoutingPolicy policy, ModelCatalog catalog, DateTime nowUtc)
    {
        var resolution = catalog.Resolve(modelId, nowUtc);
        if (resolution.Fault == ModelResolutionFault.Unknown || (resolution.Model is { } model && !model.Class.IsChat()))
            throw new InvalidInputException($"There is no chat model '{modelId}' in the catalogue.", "model");

        if (policy.AllowedModels is { } allowed && !allowed.Contains(modelId, StringComparer.Ordinal))
            throw new InvalidInputException($"The model '{modelId}' is not allowed here. Allowed: {string.Join(", ", allowed)}.", "model");

        return resolution;
    }

    /// <summary>The distance to the nearest threshold on whose other side another model answers, as a probability.</summary>
    private static double ConfidenceOf(StrategyVerdict verdict, ModelChoices choices)
    {
        var distance = double.PositiveInfinity;
        var id = choices.IdFor(verdict.Complexity);
        var (moderate, complex, critical) = verdict.Thresholds;
        foreach (var (from, threshold) in (ReadOnlySpan<(Complexity, double)>)
            [(Complexity.Moderate, moderate), (Complexity.Complex, complex), (Complexity.Critical, critical)])
        {
            var beyond = verdict.Complexity < from ? from : from - 1;
            if (!choices.Gives(beyond, id))
                distance = Math.Min(distance, Math.Abs(verdict.Score - threshold));
        }

        return Logistic.Of(distance);
    }

    private static NearestFlip? FlipOfForced(Complexity complexity, string modelId, ModelChoices choices) =>
        choices.Gives(complexity, modelId) ? null : new("if the caller did not ask for the model", "forced", 0, complexity, choices.IdFor(complexity));

    private static CostEstimate Estimate(int length, int contextTokens, ModelDescriptor model, DateTime nowUtc)
    {
        var input = contextTokens + ((length + 3L) / 4);
        var output = Math.Min(UsualAnswer.TokensFor(length), model.OutputTokenBound);
        var price = model.PriceAt(nowUtc);
        return new(input, output, price?.CostPicoUsd(input, 0, output, 0), price?.Id);
    }
}
