using Bunit;
using Microsoft.JSInterop;
using TenantConsole.Components.Shared.Charts;

namespace TenantConsole.Tests.Pages.Shared;

public sealed class ChartTests : ComponentTest
{
    private static readonly ChartData TwoDays = new(["Mon", "Tue"], [new ChartSeries("small", "model-small", [1.25m, 2m]), new ChartSeries("standard", "model-standard", [3m, null])]);

    [Fact]
    public void Render_Data_IsDrawnOnce()
    {
        var module = JSInterop.SetupModule("./js/charts.js");
        module.Mode = JSRuntimeMode.Loose;

        var chart = RenderChart(TwoDays);
        chart.Render();

        Assert.Single(module.Invocations["draw"]);
    }

    [Fact]
    public void Render_NewData_IsDrawnAgain()
    {
        var module = JSInterop.SetupModule("./js/charts.js");
        module.Mode = JSRuntimeMode.Loose;
        var chart = RenderChart(TwoDays);

        chart.Render(parameters => parameters.Add(component => component.Data, TwoDays with { }));

        Assert.Equal(2, module.Invocations["draw"].Count);
    }

    [Fact]
    public void Toggle_Table_HasEveryValueAndTheTotals()
    {
        var chart = RenderChart(TwoDays);

        chart.Find("[aria-label='Show the values as a table']").Click();

        Assert.Equal(["$1.25", "$3.00", "$2.00", "–"], chart.FindAll("tbody td").Select(cell => cell.TextContent));
        Assert.Equal(["$3.25", "$3.00"], chart.FindAll("tfoot td").Select(cell => cell.TextContent));
    }

    [Fact]
    public void Toggle_Table_TakesTheDrawingAway()
    {
        var module = JSInterop.SetupModule("./js/charts.js");
        module.Mode = JSRuntimeMode.Loose;
        var chart = RenderChart(TwoDays);

        chart.Find("[aria-label='Show the values as a table']").Click();

        Assert.Single(module.Invocations["remove"]);
    }

    [Fact]
    public void Render_NothingInThePeriod_SaysSoAndOffersNoDownload()
    {
        var chart = RenderChart(ChartData.Nothing);

        Assert.Contains("Nothing in this period.", chart.Markup);
        Assert.True(chart.Find("[title=Download]").HasAttribute("disabled"));
    }

    [Fact]
    public void Render_NoDataYet_ShowsASkeleton() => Assert.NotNull(RenderChart(null).Find("[aria-busy=true] .skeleton"));

    [Fact]
    public async Task Dispose_BrowserIsGone_IsNoFault()
    {
        var module = JSInterop.SetupModule("./js/charts.js");
        module.SetupVoid("draw", _ => true).SetVoidResult();
        module.SetupVoid("remove", _ => true).SetException(new JSDisconnectedException("gone"));
        RenderChart(TwoDays);

        await DisposeComponentsAsync();
    }

    private IRenderedComponent<Chart> RenderChart(ChartData? data) => Render<Chart>(parameters => parameters
        .Add(component => component.Title, "Cost per day")
        .Add(component => component.Data, data)
        .Add(component => component.Unit, ChartUnit.Usd));
}
