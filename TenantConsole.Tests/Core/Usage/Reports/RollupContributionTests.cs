using TenantConsole.Core.Catalog;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Usage;

namespace TenantConsole.Tests.Core.Usage.Reports;

public sealed class RollupContributionTests
{
    [Fact]
    public void Of_SingleAttempt_HasEverythingUnderTheAnsweringModel()
    {
        var contribution = Assert.Single(RollupContribution.Of(Record("small", ModelClass.Small), []));

        Assert.Equal(new RollupContribution("small", 1, 1, 0, 0, 0, 10, 4, 20, 5, 1_000, 9_000, 700), contribution);
    }

    [Fact]
    public void Of_Cascade_CountsTheQueryOnceUnderTheAnsweringModel()
    {
        var contributions = RollupContribution.Of(Record("large", ModelClass.Standard, cascaded: true), [Attempt(1, "small", 100), Attempt(2, "large", 900)]);

        Assert.Equal([("large", 1L, 0L, 1L, 1L), ("small", 0, 0, 0, 0)], contributions.Select(one => (one.ModelId, one.Queries, one.SlmQueries, one.LlmQueries, one.CascadedQueries)));
    }

    [Fact]
    public void Of_Cascade_CountsCostAndTokensUnderTheModelOfEachAttempt()
    {
        var contributions = RollupContribution.Of(Record("large", ModelClass.Standard, cascaded: true), [Attempt(1, "small", 100), Attempt(2, "large", 900)]);

        Assert.Equal([("large", 900L, 9L), ("small", 100, 1)], contributions.Select(one => (one.ModelId, one.CostPicoUsd, one.InputTokens)));
    }

    [Fact]
    public void Of_Cascade_HasBaselineAndTimeOnlyOnce()
    {
        var contributions = RollupContribution.Of(Record("large", ModelClass.Standard), [Attempt(1, "small", 100), Attempt(2, "large", 900)]);

        Assert.Equal((9_000L, 700L), (contributions.Sum(one => one.BaselinePicoUsd), contributions.Sum(one => one.ResponseMs)));
    }

    [Fact]
    public void Of_SecondTryOnTheSameModel_IsOneContribution()
    {
        var contribution = Assert.Single(RollupContribution.Of(Record("large", ModelClass.Standard), [Attempt(1, "large", 0), Attempt(2, "large", 1_000)]));

        Assert.Equal(1_000, contribution.CostPicoUsd);
    }

    [Fact]
    public void Of_Embedding_IsNeitherSmallNorLarge()
    {
        var contribution = Assert.Single(RollupContribution.Of(Record("embedding", ModelClass.Embedding), []));

        Assert.Equal((1L, 0L, 0L), (contribution.Queries, contribution.SlmQueries, contribution.LlmQueries));
    }

    [Theory]
    [InlineData(CompletionOutcome.Completed, 0)]
    [InlineData(CompletionOutcome.CutAtLength, 0)]
    [InlineData(CompletionOutcome.ContentFiltered, 0)]
    [InlineData(CompletionOutcome.Cancelled, 0)]
    [InlineData(CompletionOutcome.Interrupted, 1)]
    [InlineData(CompletionOutcome.Failed, 1)]
    public void Of_Outcome_FailsWhereNoOrABrokenAnswerCame(CompletionOutcome outcome, long failed) =>
        Assert.Equal(failed, RollupContribution.Of(Record("small", ModelClass.Small, outcome: outcome), []).Sum(one => one.FailedQueries));

    private static UsageRecord Record(string model, ModelClass modelClass, bool cascaded = false, CompletionOutcome outcome = CompletionOutcome.Completed) => new()
    {
        OrganizationId = default,
        Id = default,
        RequestId = "r",
        OccurredUtc = DateTime.UnixEpoch,
        LocalDay = DateOnly.MinValue,
        Source = CompletionSource.Gateway,
        ModelId = model,
        ModelClass = modelClass,
        Complexity = Complexity.Simple,
        Strategy = RoutingStrategy.Rules,
        Cascaded = cascaded,
        Outcome = outcome,
        InputTokens = 10,
        CachedInputTokens = 4,
        OutputTokens = 20,
        ReasoningTokens = 5,
        CostPicoUsd = 1_000,
        BaselinePicoUsd = 9_000,
        PriceVersion = "p",
        IsEstimated = false,
        ResponseMs = 700,
    };

    private static UsageAttempt Attempt(short ordinal, string model, long cost) => new()
    {
        OrganizationId = default,
        UsageRecordId = default,
        Ordinal = ordinal,
        ModelId = model,
        Outcome = CompletionOutcome.Completed,
        InputTokens = cost / 100,
        CachedInputTokens = 0,
        OutputTokens = 0,
        ReasoningTokens = 0,
        CostPicoUsd = cost,
        PriceVersion = "p",
        ResponseMs = 1,
    };
}
