using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;

namespace TenantConsole.Tests.Core.Organizations;

public sealed class EffectiveLimitsTests
{
    private static readonly DateTime Now = new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);
    private static readonly OrganizationId Organization = OrganizationId.From(Guid.Parse("01900000-0000-7000-8000-000000000001"));

    [Theory]
    [InlineData(Tier.Basic, 10, 5, 100, 100_000_000L, 1_000)]
    [InlineData(Tier.Professional, 50, 20, 1_000, 1_000_000_000L, 10_000)]
    [InlineData(Tier.Enterprise, 500, 100, 10_000, 10_000_000_000L, 100_000)]
    public void Of_NoOverrides_IsTheTier(Tier tier, long agents, long roles, long tickets, long bytes, long calls)
    {
        var limits = EffectiveLimits.Of(tier, new(), [], Now);

        Assert.Equal(
            [agents, roles, tickets, bytes, calls, null, null, null],
            limits.All.Select(limit => limit.Cap));
    }

    [Fact]
    public void Of_OverrideForGood_WinsOverTheTier()
    {
        var limit = Limits(Override(LimitName.Agents, 7, null))[LimitName.Agents];

        Assert.Equal(new EffectiveLimit(LimitName.Agents, 7, LimitSource.Override, null, 10), limit);
    }

    [Fact]
    public void Of_OverrideWithoutValue_IsNoLimit() => Assert.Null(Limits(Override(LimitName.ApiCallsPerDay, null, null))[LimitName.ApiCallsPerDay].Cap);

    [Fact]
    public void Of_OverrideUntilLater_IsInForce() => Assert.Equal(7, Limits(Override(LimitName.Agents, 7, Now.AddTicks(1)))[LimitName.Agents].Cap);

    [Fact]
    public void Of_OverrideThatEndsNow_IsOver() => Assert.Equal(LimitSource.Tier, Limits(Override(LimitName.Agents, 7, Now))[LimitName.Agents].Source);

    [Fact]
    public void Of_BudgetOfThePreferences_IsTheBudget()
    {
        var limit = EffectiveLimits.Of(Tier.Basic, new() { MonthlyBudgetPicoUsd = 5 }, [], Now)[LimitName.MonthlyBudgetUsd];

        Assert.Equal((5, LimitSource.Preferences), (limit.Cap, limit.Source));
    }

    [Fact]
    public void Of_OverriddenBudget_WinsOverThePreferences() => Assert.Equal(
        9,
        EffectiveLimits.Of(Tier.Basic, new() { MonthlyBudgetPicoUsd = 5 }, [Override(LimitName.MonthlyBudgetUsd, 9, null)], Now)[LimitName.MonthlyBudgetUsd].Cap);

    private static EffectiveLimits Limits(LimitOverride set) => EffectiveLimits.Of(Tier.Basic, new(), [set], Now);

    private static LimitOverride Override(LimitName limit, long? value, DateTime? untilUtc) => new() { OrganizationId = Organization, Limit = limit, Value = value, UntilUtc = untilUtc };
}
