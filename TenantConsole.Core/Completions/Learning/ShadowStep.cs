using TenantConsole.Core.Catalog;
using TenantConsole.Core.Completions.Providers;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Completions.Learning;

/// <summary>One call of a comparison and what came of it.</summary>
internal sealed record ShadowStep(ModelDescriptor Model, ModelPrice Price, ProviderResult Result)
{
    public long CostPicoUsd => Price.CostPicoUsd(Result.Usage.InputTokens, Result.Usage.CachedInputTokens, Result.Usage.OutputTokens, Result.Usage.ReasoningTokens);

    public UsageAttempt ToAttempt(UsageRecord record, int ordinal) => new()
    {
        OrganizationId = record.OrganizationId,
        UsageRecordId = record.Id,
        Ordinal = (short)ordinal,
        ModelId = Model.Id,
        Outcome = Result.Outcome,
        InputTokens = Result.Usage.InputTokens,
        CachedInputTokens = Result.Usage.CachedInputTokens,
        OutputTokens = Result.Usage.OutputTokens,
        ReasoningTokens = Result.Usage.ReasoningTokens,
        CostPicoUsd = CostPicoUsd,
        PriceVersion = Price.Id,
        ResponseMs = (int)Result.Duration.TotalMilliseconds,
    };
}
