using TenantConsole.Core.Catalog;
using TenantConsole.Core.Completions.Providers;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Completions.Learning;

/// <summary>What a comparison asks of whom.</summary>
/// <param name="SmallAnswered">The small model gave the answer that the person got; otherwise the larger one did.</param>
internal sealed record ShadowPlan(bool SmallAnswered, ModelDescriptor Other, ModelPrice OtherPrice, ModelDescriptor Judge, ModelPrice JudgePrice, ProviderRequest Question)
{
    /// <summary>The longest answer that is compared.</summary>
    public const int MaxOutputTokens = 2_048;

    /// <summary>The most that all its calls together can cost, retries included.</summary>
    /// <param name="judging">The judge's question with room for the longest answer.</param>
    public long MostPicoUsd(ProviderRequest judging)
    {
        var (asked, judged) = (TokenBound.Of(Question)!, TokenBound.Of(judging)!);
        return checked(TokenBound.MostChargedTries * (
            OtherPrice.CostPicoUsd(asked.InputTokens, 0, asked.OutputTokens, 0)
            + (ShadowJudge.Orders * JudgePrice.CostPicoUsd(judged.InputTokens, 0, judged.OutputTokens, 0))));
    }

    /// <summary>The plan, or why there is none.</summary>
    public static (ShadowPlan? Plan, string? Obstacle) Of(UsageRecord call, IReadOnlyList<ChatMessage> messages, string requestId, string judgeModelId, OrganizationRouting routing)
    {
        var smallAnswered = call.ModelClass.IsSlm();
        var wanted = routing.Policy.Models[smallAnswered ? Complexity.Complex : Complexity.Moderate];
        if (Find(wanted, routing) is not var (other, otherPrice) || other.Class.IsSlm() == smallAnswered)
        {
            return (null, $"{wanted}, the other model of the policy's map, is no other kind of model than {call.ModelId}, or is not to be had.");
        }

        if (Find(judgeModelId, routing) is not var (judge, judgePrice))
        {
            return (null, $"{judgeModelId}, which is to judge, is not to be had. Choose another judge.");
        }

        var input = TokenCounter.Count(messages);
        if (input + MaxOutputTokens > other.ContextWindowTokens)
        {
            return (null, $"The question is too long for {other.Id}.");
        }

        var question = new ProviderRequest(other.Id, messages, Math.Min(MaxOutputTokens, other.OutputTokenBound), Stream: false, RequestId: requestId);
        return (new(smallAnswered, other, otherPrice, judge, judgePrice, question), null);
    }

    private static (ModelDescriptor Model, ModelPrice Price)? Find(string modelId, OrganizationRouting routing) =>
        routing.Catalog.Resolve(modelId, routing.NowUtc).Model is { } model && model.Class.IsChat() && model.PriceAt(routing.NowUtc) is { } price ? (model, price) : null;
}
