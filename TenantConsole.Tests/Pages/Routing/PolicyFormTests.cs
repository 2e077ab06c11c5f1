using TenantConsole.Components.Pages.Routing;
using TenantConsole.Components.Shared.Forms;
using TenantConsole.Core.Routing;

namespace TenantConsole.Tests.Pages.Routing;

public sealed class PolicyFormTests
{
    [Theory]
    [InlineData(0.3333333333, 0.933333)]
    [InlineData(1, 0.9)]
    public void Read_NothingTyped_IsTheSameToTheLastDigit(double weight, double share)
    {
        var policy = RoutingPolicy.Default with { Version = 7, Weights = new(Length: weight), BudgetFallbackFromShare = (decimal)share, AllowedModels = ["gpt-4o", "gpt-4-turbo", "gpt-4o-mini"] };
        var form = new PolicyForm(policy);

        Assert.False(form.IsChanged);
        Assert.Equal(7, form.Current.Version);
    }

    [Fact]
    public void Read_NumbersThatAreNone_AreAllFaultsAndTheRestIsRead()
    {
        var form = new PolicyForm(RoutingPolicy.Default) { SimpleBelow = "few", WindowTokens = "", BudgetFallbackFromPercent = "all", Dial = 0.7 };
        form.Weights.Technical = "much";
        var faults = new FormFaults();

        var policy = form.Read(faults);

        Assert.Equal(4, faults.Count);
        Assert.Equal((0.7, 50), (policy.Dial, policy.LengthBounds.SimpleBelow));
        Assert.True(form.IsChanged);
    }

    [Fact]
    public void Read_DecimalComma_IsUnderstood()
    {
        var form = new PolicyForm(RoutingPolicy.Default) { BudgetFallbackFromPercent = "87,5" };
        form.Weights.Length = "1,25";

        Assert.Equal((0.875m, 1.25), (form.Current.BudgetFallbackFromShare, form.Current.Weights.Length));
    }
}
