using Bunit;
using TenantConsole.Components.Shared;

namespace TenantConsole.Tests.Pages.Shared;

public sealed class PeriodPickerTests : ComponentTest
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private PeriodSelection? _chosen;

    [Fact]
    public void Choose_Preset_IsEmittedAndTheMenuCloses()
    {
        var picker = RenderPicker();

        picker.FindAll(".dropdown-item").Single(item => item.TextContent.Contains("Last month")).Click();

        Assert.Equal(PeriodSelection.Of(PeriodPreset.LastMonth, Today), _chosen);
        Assert.Empty(picker.FindAll(".dropdown-panel"));
    }

    [Fact]
    public void Choose_OwnDays_LastDayIsInThePeriod()
    {
        var picker = RenderPicker();

        picker.Find("#period-from").Change("2026-11-02");
        picker.Find("#period-last").Change("2026-11-08");
        picker.Find("form").Submit();

        Assert.Equal(PeriodSelection.Between(new DateOnly(2026, 11, 2), new DateOnly(2026, 11, 9)), _chosen);
    }

    [Fact]
    public void Choose_DaysInTheWrongOrder_AreRefusedInWords()
    {
        var picker = RenderPicker();

        picker.Find("#period-from").Change("2026-11-08");
        picker.Find("#period-last").Change("2026-11-02");
        picker.Find("form").Submit();

        Assert.Null(_chosen);
        Assert.Contains("not after the last", picker.Find("[role=alert]").TextContent);
    }

    private IRenderedComponent<PeriodPicker> RenderPicker()
    {
        var picker = Render<PeriodPicker>(parameters => parameters
            .Add(component => component.Value, PeriodSelection.Of(PeriodPreset.Last30Days, Today))
            .Add(component => component.ValueChanged, period => _chosen = period)
            .Add(component => component.Today, Today));
        picker.Find("button").Click();
        return picker;
    }
}
