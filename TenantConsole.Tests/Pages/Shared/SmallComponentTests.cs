using Bunit;
using Microsoft.AspNetCore.Components;
using TenantConsole.Components.Layout;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Catalog;

namespace TenantConsole.Tests.Pages.Shared;

public sealed class SmallComponentTests : ComponentTest
{
    [Fact]
    public void Money_SmallAmount_HasTheExactOneInTheTooltip()
    {
        var money = Render<Money>(parameters => parameters.Add(component => component.Pico, 123_456_789)).Find("data");

        Assert.Equal(("$0.000123", "$0.000123456789"), (money.TextContent, money.GetAttribute("title")));
    }

    [Theory]
    [InlineData(ModelClass.Small, "small", "circle")]
    [InlineData(ModelClass.Standard, "standard", "rect")]
    [InlineData(ModelClass.Advanced, "advanced", "path")]
    public void ModelChip_Class_IsAWordAndAShapeBesidesAColour(ModelClass modelClass, string word, string shape)
    {
        var chip = Render<ModelChip>(parameters => parameters.Add(component => component.Model, "m").Add(component => component.Class, modelClass));

        Assert.Equal(word, chip.Find(".model-class").TextContent);
        Assert.NotNull(chip.Find($"svg {shape}"));
    }

    [Theory]
    [InlineData(DeltaMeaning.HigherIsBetter, 0.1, "good")]
    [InlineData(DeltaMeaning.LowerIsBetter, 0.1, "bad")]
    [InlineData(DeltaMeaning.LowerIsBetter, -0.1, "good")]
    [InlineData(DeltaMeaning.HigherIsBetter, -0.1, "bad")]
    public void MetricCard_Delta_IsJudgedByItsMeaning(DeltaMeaning meaning, double delta, string judgement)
    {
        var card = Render<MetricCard>(parameters => parameters
            .Add(component => component.Label, "Cost").Add(component => component.Value, "1").Add(component => component.Delta, (decimal)delta).Add(component => component.Meaning, meaning));

        Assert.Contains(judgement, card.Find(".metric-delta").ClassList);
    }

    [Theory]
    [InlineData(0.5, false, "50 %")]
    [InlineData(8.99, false, "899 %")]
    [InlineData(9, false, "10 times")]
    [InlineData(82.06, false, "83 times")]
    [InlineData(-0.999, false, "100 %")]
    [InlineData(0.12, true, "12 points")]
    public void MetricCard_Delta_IsToldSoThatItCanBePictured(double delta, bool inPoints, string text)
    {
        var card = Render<MetricCard>(parameters => parameters
            .Add(component => component.Label, "Cost").Add(component => component.Value, "1").Add(component => component.Delta, (decimal)delta).Add(component => component.DeltaInPoints, inPoints));

        Assert.Equal(text, card.Find(".metric-delta").TextContent.Trim());
    }

    [Theory]
    [InlineData(79, 100L, null)]
    [InlineData(80, 100L, "near")]
    [InlineData(100, 100L, "full")]
    [InlineData(0, 0L, null)]
    [InlineData(1, 0L, "full")]
    [InlineData(5, null, null)]
    public void QuotaBar_Use_IsToldFromEightyPercent(long used, long? cap, string? severity)
    {
        var bar = Render<QuotaBar>(parameters => parameters.Add(component => component.Label, "Agents").Add(component => component.Used, used).Add(component => component.Cap, cap));

        Assert.Equal(severity, bar.Find(".quota").ClassList.SingleOrDefault(name => name is "near" or "full"));
    }

    [Fact]
    public void Dropdown_Escape_Closes()
    {
        var dropdown = Render<Dropdown>(parameters => parameters
            .Add(component => component.Button, "open").Add(component => component.ChildContent, "panel"));
        dropdown.Find("button").Click();

        dropdown.Find(".dropdown").KeyDown("Escape");

        Assert.Empty(dropdown.FindAll(".dropdown-panel"));
    }

    [Fact]
    public void OrganizationSwitcher_Choose_EmitsTheSlug()
    {
        string? chosen = null;
        var switcher = Render<OrganizationSwitcher>(parameters => parameters
            .Add(component => component.Organizations, [new("contoso", "Contoso"), new("fabrikam", "Fabrikam")])
            .Add(component => component.Current, "contoso")
            .Add(component => component.CurrentChanged, slug => chosen = slug));
        switcher.Find("button").Click();

        switcher.FindAll(".dropdown-item").Single(item => item.TextContent.Contains("Fabrikam")).Click();

        Assert.Equal("fabrikam", chosen);
    }

    [Fact]
    public async Task OrganizationSwitcher_SearchAnswersOutOfOrder_LastQuestionWins()
    {
        var answers = new Dictionary<string, TaskCompletionSource<IReadOnlyList<OrganizationChoice>>>(StringComparer.Ordinal) { ["a"] = new(), ["ab"] = new() };
        var switcher = Render<OrganizationSwitcher>(parameters => parameters
            .Add(component => component.Organizations, [new("contoso", "Contoso")])
            .Add(component => component.Search, text => answers[text].Task));
        switcher.Find("button").Click();

        var first = switcher.Find("input").InputAsync("a");
        var second = switcher.Find("input").InputAsync("ab");
        answers["ab"].SetResult([new("abc", "Abc")]);
        answers["a"].SetResult([new("axe", "Axe")]);
        await Task.WhenAll(first, second);

        Assert.Contains("Abc", switcher.Markup);
        Assert.DoesNotContain("Axe", switcher.Markup);
    }

    [Fact]
    public void CopyButton_Copied_SaysSoForTwoSeconds()
    {
        JSInterop.SetupModule("./js/browser.js").Setup<bool>("copyText", "secret").SetResult(true);
        var button = Render<CopyButton>(parameters => parameters.Add(component => component.Text, "secret"));

        button.Find("button").Click();
        var told = button.Find("[role=status]").TextContent;
        Time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal("Copied", told);
        button.WaitForAssertion(() => Assert.Empty(button.Find("[role=status]").TextContent));
    }

    [Fact]
    public void PageErrorBoundary_FailingPage_ShowsAReferenceAndRecovers()
    {
        var fails = true;
        RenderFragment page = builder => builder.AddContent(0, fails ? throw new InvalidOperationException("inside") : "the page");
        var boundary = Render<PageErrorBoundary>(parameters => parameters.Add(component => component.ChildContent, page));
        var reference = boundary.Find(".state-reference code").TextContent;

        fails = false;
        boundary.Find(".state-actions button").Click();

        Assert.Matches("^[0-9a-f]{12}$", reference);
        Assert.Contains("the page", boundary.Markup);
    }
}
