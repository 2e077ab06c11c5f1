using TenantConsole.Components.Pages.Playground;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;

namespace TenantConsole.Tests.Pages.Playground;

public sealed class LimitTermsTests
{
    private const long Usd = PicoUsd.PerUsd;
    private static readonly QuotaRefusal Calls = new(LimitName.ApiCallsPerDay, "", 1000, 0, 1, 1000, Decisions.Now);
    private static readonly QuotaRefusal Budget = new(LimitName.MonthlyBudgetUsd, "", 49 * Usd, 0, 2 * Usd, 50 * Usd, Decisions.Now);

    [Fact]
    public void TitleOf_BudgetWithSomethingLeft_SaysThatTheQuestionDoesNotFit() => Assert.Contains("does not fit", LimitTerms.TitleOf(Budget), StringComparison.Ordinal);

    [Fact]
    public void TitleOf_BudgetSpent_SaysSo() => Assert.Contains("used up", LimitTerms.TitleOf(Budget with { Used = 50 * Usd }), StringComparison.Ordinal);

    [Fact]
    public void FormatOf_Budget_IsMoney() => Assert.Equal("$49.00", LimitTerms.FormatOf(LimitName.MonthlyBudgetUsd)(49 * Usd));

    [Fact]
    public void DetailOf_BudgetThatDoesNotFit_NamesTheWorstCase() => Assert.Equal("This question may take up to $2.00.", LimitTerms.DetailOf(Budget));

    [Fact]
    public void DetailOf_CallsThatAreRunning_NamesWhatTheyHold() =>
        Assert.StartsWith("5 is held by calls that are running.", LimitTerms.DetailOf(Calls with { Used = 995, Pending = 5 }), StringComparison.Ordinal);

    [Fact]
    public void DetailOf_LimitUsedUp_NeedsNoDetail() => Assert.Null(LimitTerms.DetailOf(Calls));

    [Theory]
    [InlineData(LimitName.ApiCallsPerDay)]
    [InlineData(LimitName.MonthlyBudgetUsd)]
    [InlineData(LimitName.RequestsPerMinute)]
    [InlineData(LimitName.TokensPerMinute)]
    [InlineData(LimitName.Agents)]
    public void NameOf_AnyLimit_IsPlainWords(LimitName limit) => Assert.DoesNotContain("_", LimitTerms.NameOf(limit), StringComparison.Ordinal);
}
