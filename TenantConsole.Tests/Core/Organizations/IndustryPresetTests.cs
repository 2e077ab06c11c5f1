using TenantConsole.Core.Organizations;

namespace TenantConsole.Tests.Core.Organizations;

public sealed class IndustryPresetTests
{
    [Fact]
    public void Diff_Finance_IsAccuracyAndItsTwoStandards() => Assert.Equal(
        [
            new SettingChange("Prefer quality", "off", "on"),
            new SettingChange("Cascade threshold", "0.6", "0.7"),
            new SettingChange("Compliance", "none", "SOC2, PCI-DSS"),
        ],
        Diff(Industry.Finance));

    [Fact]
    public void Diff_Healthcare_IsAccuracyHipaaAndRestrictedRegion() => Assert.Equal(
        [
            new SettingChange("Prefer quality", "off", "on"),
            new SettingChange("Cascade threshold", "0.6", "0.7"),
            new SettingChange("Compliance", "none", "HIPAA"),
            new SettingChange("Data region", "anywhere", "restricted"),
        ],
        Diff(Industry.Healthcare));

    [Fact]
    public void Diff_Tech_IsCostAnalyticsAndSoftBudget() => Assert.Equal(
        [
            new SettingChange("Prefer cost", "off", "on"),
            new SettingChange("At the end of the budget", "calls are refused", "calls go on"),
            new SettingChange("Advanced analytics", "off", "on"),
        ],
        Diff(Industry.Tech));

    [Theory]
    [InlineData(Industry.General)]
    [InlineData(Industry.Retail)]
    public void Diff_BalancedIndustry_IsEmpty(Industry industry) => Assert.Empty(Diff(industry));

    [Fact]
    public void Apply_SettingThePresetDoesNotTouch_IsKept()
    {
        var settings = OrganizationSettings.Defaults with { Features = new() { Sso = true, DataRetentionDays = 30 } };

        Assert.Equal(settings.Features, IndustryPreset.Of(Industry.Finance).Apply(settings).Features);
    }

    [Theory]
    [InlineData(Industry.General)]
    [InlineData(Industry.Finance)]
    [InlineData(Industry.Healthcare)]
    [InlineData(Industry.Tech)]
    [InlineData(Industry.Retail)]
    public void Of_EveryIndustry_HasAPreset(Industry industry) => Assert.Equal(industry, IndustryPreset.Of(industry).Industry);

    private static IReadOnlyList<SettingChange> Diff(Industry industry) => IndustryPreset.Of(industry).Diff(OrganizationSettings.Defaults);
}
