using TenantConsole.Core.Catalog;
using TenantConsole.Core.Completions.Cascade;
using TenantConsole.Core.Completions.Providers;
using TenantConsole.Core.Routing;

namespace TenantConsole.Core.Completions;

/// <summary>One model to be asked on the road of a call, with everything that its reservation and its bill rest on.</summary>
/// <param name="Price">In force when the call began.</param>
/// <param name="InputTokens">As o200k counts them.</param>
/// <param name="Bound">Proven most of one try.</param>
internal sealed record CompletionStep(RoutingDecision Decision, ModelDescriptor Model, ModelPrice Price, ProviderRequest ProviderRequest, int InputTokens, TokenBound Bound)
{
    /// <summary>The most that this step can cost, retries included.</summary>
    public long MostPicoUsd => checked(TokenBound.MostChargedTries * Price.CostPicoUsd(Bound.InputTokens, 0, Bound.OutputTokens, 0));

    public long MostTokens => checked(TokenBound.MostChargedTries * (Bound.InputTokens + Bound.OutputTokens));

    /// <summary>The step to a decision; null with the reason in plain words where it cannot be taken.</summary>
    public static (CompletionStep? Step, string? Obstacle) Of(CompletionRequest request, RoutingDecision decision, ModelCatalog catalog, DateTime nowUtc)
    {
        var model = catalog.Find(decision.ModelId)!;
        if (model.PriceAt(nowUtc) is not { } price)
        {
            return (null, $"The catalogue has no price for {model.Id}, so the call was not made: nothing is billed as free. Add a price under Models, or choose another model.");
        }

        var input = request.Messages.Sum(message => TokenCounter.PerMessage + TokenCounter.Count(message.Content)) + TokenCounter.PerRequest;
        if (input >= model.ContextWindowTokens)
        {
            return (null, $"The question is too long for {model.Id}: {input:N0} of {model.ContextWindowTokens:N0} tokens. Nothing was spent. Shorten it, or choose a model with a larger context window.");
        }

        var output = Math.Min(request.MaxOutputTokens ?? CompletionRequest.DefaultMaxOutputTokens, Math.Min(model.OutputTokenBound, model.ContextWindowTokens - input));
        var providerRequest = new ProviderRequest(
            model.Id, request.Messages, output, RequestId: request.RequestId, LogProbabilities: model.GivesLogProbabilities && CascadeModels.IsJudged(decision));
        return (new CompletionStep(decision, model, price, providerRequest, input, TokenBound.Of(providerRequest)!), null);
    }
}
