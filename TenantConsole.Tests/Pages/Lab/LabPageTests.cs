using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using MudBlazor;
using MudBlazor.Services;
using TenantConsole.Components.Pages.Lab;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Lab;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Security;
using TenantConsole.Tests.Core.Lab;
using TenantConsole.Tests.Pages.Playground;

namespace TenantConsole.Tests.Pages.Lab;

public sealed class LabPageTests : IAsyncLifetime
{
    private readonly BunitContext _context = new();
    private readonly WrittenText _written = new();
    private LabWorld _world = null!;
    private Actor.Person _admin = null!;
    private string _slug = "";

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    private LabRunner Runner => _world.Get<LabRunner>();

    private BunitNavigationManager Navigation => _context.Services.GetRequiredService<BunitNavigationManager>();

    public async ValueTask InitializeAsync()
    {
        _world = await LabWorld.CreateAsync(DatabaseEngine.Sqlite);
        _admin = await _world.People.PersonAsync(ConsoleRole.Admin);
        _slug = await _world.People.SlugAsync();
        BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(30);
        _context.JSInterop.Mode = JSRuntimeMode.Loose;
        var module = _context.JSInterop.SetupModule("./js/question-box.js");
        module.Mode = JSRuntimeMode.Loose;
        module.Setup<IJSStreamReference>("read", _ => true).SetResult(_written);
        _context.Services
            .AddMudServices()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(_world.Database)
            .AddSingleton<FaultText>()
            .AddScoped<CurrentActor>()
            .AddSingleton(_world.Get<IAccessControl>())
            .AddSingleton(_world.Get<OrganizationService>())
            .AddSingleton(_world.Get<MembershipService>())
            .AddSingleton(_world.Get<CatalogService>())
            .AddSingleton(_world.Get<RoutingPolicyService>())
            .AddSingleton(_world.Get<LabStarts>())
            .AddSingleton(_world.Get<LabRuns>());
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public void Render_NoRun_SaysWhatToDo()
    {
        var page = OpenLab(_admin);

        page.WaitForAssertion(() => Assert.Contains("No run yet", page.Find(".state").TextContent, StringComparison.Ordinal));
        page.WaitForElement("#lab-dial");
    }

    [Fact]
    public async Task Render_Viewer_SeesRunsWithoutCostsAndNoForm()
    {
        await DoneAsync();
        var page = OpenLab(await _world.People.PersonAsync(ConsoleRole.Viewer));

        page.WaitForAssertion(() => Assert.Contains("Pasted questions", page.Find("tbody").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("#lab-dial"));
        Assert.DoesNotContain("$", page.Find("tbody").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_PastedQuestions_LeadsToTheRunWithTheTurnedKnobs()
    {
        var page = OpenLab(_admin);
        (await page.WaitForElementAsync("#lab-dial")).Input("0.1");
        page.Find("#lab-name").Change("Towards cost");
        await PasteAndRunAsync(page);

        page.WaitForState(() => Navigation.Uri.Contains("/routing/lab/", StringComparison.Ordinal));
        var run = Assert.Single(await _world.People.RowsAsync<LabRun>());
        Assert.Equal(("Towards cost", 2, 0.1), (run.Name, run.Expected, RoutingJson.ReadPolicy(run.PolicyAfter).Dial));
    }

    [Fact]
    public async Task Start_KeywordsBoundsAndWeights_AreTried()
    {
        var page = OpenLab(_admin);
        await page.WaitForElementAsync("#lab-dial");
        await page.Find("[aria-label='Take out architect']").ClickAsync();
        page.Find("#simple-below").Input("60");
        page.Find("#weight-length").Input("0.5");
        page.WaitForAssertion(() => Assert.Contains(": 3 changed", page.Find(".signals summary").TextContent, StringComparison.Ordinal));
        await PasteAndRunAsync(page);

        page.WaitForState(() => Navigation.Uri.Contains("/routing/lab/", StringComparison.Ordinal));
        var tried = RoutingJson.ReadPolicy(Assert.Single(await _world.People.RowsAsync<LabRun>()).PolicyAfter);
        Assert.DoesNotContain("architect", tried.Keywords.Complex);
        Assert.Equal((60, 0.5), (tried.LengthBounds.SimpleBelow, tried.Weights.Length));
    }

    [Fact]
    public async Task Start_WhatCannotBeRead_IsToldAtItsFieldAndNothingRuns()
    {
        var page = OpenLab(_admin);
        await page.WaitForElementAsync("#lab-dial");
        page.Find("#weight-length").Input("much");
        page.Find("#simple-below").Input("500");
        await PasteAndRunAsync(page);

        page.WaitForAssertion(() => Assert.Contains("Write a number", page.Find("#weight-length-note").TextContent, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Contains("larger than the one before", page.Find("#lengths-note").TextContent, StringComparison.Ordinal));
        Assert.NotNull(page.Find(".signals").GetAttribute("open"));
        Assert.Contains("Nothing was run yet.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(await _world.People.RowsAsync<LabRun>());
    }

    [Fact]
    public async Task Start_PastedTextLargerThanAMessage_IsReadWhole()
    {
        var page = OpenLab(_admin);
        await page.WaitForElementAsync("#lab-dial");
        await PasteAndRunAsync(page, string.Join('\n', Enumerable.Range(0, 3_000).Select(number => $"{number}: {LabWorld.Outage}")));

        page.WaitForState(() => Navigation.Uri.Contains("/routing/lab/", StringComparison.Ordinal));
        Assert.Equal(3_000, Assert.Single(await _world.People.RowsAsync<LabRun>()).Expected);
    }

    [Fact]
    public async Task Start_PastedTextTooLong_SaysSoAndLeavesTheText()
    {
        var page = OpenLab(_admin);
        await page.WaitForElementAsync("#lab-dial");
        await PasteAndRunAsync(page, new string('a', QuestionLimits.LongestPasted + 1));

        page.WaitForAssertion(() => Assert.Contains("longer than 2,000,000 characters", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        await Chip(page, "File").ClickAsync();
        page.WaitForElement("div[hidden] #lab-text");
    }

    [Fact]
    public async Task Start_File_IsReadAndABadLineIsToldAboveTheForm()
    {
        var page = OpenLab(_admin);
        await page.WaitForElementAsync("#lab-dial");
        await Chip(page, "File").ClickAsync();
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("prompt\nfine\n\"open\n", "questions.csv"));
        await page.Find("button.primary").ClickAsync();
        page.WaitForAssertion(() => Assert.Contains("Line 3: a quotation mark is opened and never closed.", page.Markup, StringComparison.Ordinal));
        Assert.Empty(await _world.People.RowsAsync<LabRun>());

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("prompt\nfine\n", "questions.csv"));
        await page.Find("button.primary").ClickAsync();
        page.WaitForState(() => Navigation.Uri.Contains("/routing/lab/", StringComparison.Ordinal));
        Assert.Equal("questions.csv", Assert.Single(await _world.People.RowsAsync<LabRun>()).Name);
    }

    [Fact]
    public async Task BeginFrom_SavedVersion_TakesItsKnobsAndKeepsThePreferencesOfNow()
    {
        await _world.Get<RoutingPolicyService>().SaveAsync(_admin, _world.OrganizationId, RoutingPolicy.Default with { Dial = 0.9 }, "try", Cancel);
        await _world.Get<RoutingPolicyService>().SaveAsync(_admin, _world.OrganizationId, RoutingPolicy.Default with { Version = 1, Dial = 0.3 }, null, Cancel);
        var page = OpenLab(_admin);
        Assert.Equal("0.3", (await page.WaitForElementAsync("#lab-dial")).GetAttribute("value"));

        await page.Find("select.from").ChangeAsync(new() { Value = "1" });

        page.WaitForAssertion(() => Assert.Equal("0.9", page.Find("#lab-dial").GetAttribute("value")));
        page.WaitForAssertion(() => Assert.Equal("0.6", page.Find("#lab-threshold").GetAttribute("value")));
    }

    [Fact]
    public async Task Run_Waiting_ShowsItsProgressAndThenItsEndWithoutBeingAsked()
    {
        var id = await StartAsync();
        var page = OpenRun(id, _admin);
        page.WaitForAssertion(() => Assert.Contains("0 of 3", page.Find("[aria-label=Progress]").TextContent, StringComparison.Ordinal));

        await Runner.RunWaitingAsync(Cancel);

        page.WaitForAssertion(() => Assert.Contains("Done", page.Find(".head").TextContent, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("td.question").Count));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("progress")));
    }

    [Fact]
    public async Task Run_Done_ShowsFiguresChangesAndFlips()
    {
        var page = OpenRun(await DoneAsync(), _admin);

        page.WaitForElement("td.question");
        Assert.Contains("67 % of 3 questions", page.Find(".metrics").TextContent, StringComparison.Ordinal);
        Assert.Contains("from 33 %", page.Find(".metrics").TextContent, StringComparison.Ordinal);
        Assert.Contains("67 points", page.Find(".metrics").TextContent, StringComparison.Ordinal);
        Assert.Matches(@"not known: 3 questions under the tried policy \(about \$[0-9.]+ more for every tenth of them .+\) and 1 question under the policy in force \(about", page.Find("p.muted").TextContent);
        Assert.Equal(["Dial", "0.5, balanced", "0, towards cost"], page.FindAll("[aria-label='What was changed'] tbody :is(th, del, ins)").Select(cell => cell.TextContent.Trim()));
        Assert.Contains("where complex begins. gpt-4o-mini answers instead of gpt-4o.", page.Find("td.why").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_QuestionInTheAddress_IsExplainedUnderBothPolicies()
    {
        var page = OpenRun(await DoneAsync(), _admin, "&flip=2");

        page.WaitForState(() => page.FindAll(".explanation").Count == 2);
        Assert.Equal(["gpt-4o", "gpt-4o-mini"], page.FindAll(".explanation .lane.chosen .lane-name").Select(lane => lane.TextContent.Trim()));
    }

    [Fact]
    public async Task Run_Filter_IsInTheAddress()
    {
        var page = OpenRun(await DoneAsync(), _admin);
        page.WaitForElement("td.question");
        await page.Find("select[aria-label=Flip]").ChangeAsync(new() { Value = nameof(FlipKind.ToLarger) });

        Assert.Contains("kind=to_larger", Navigation.Uri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_AnotherOrganizationsAndMissing_LookTheSame(bool exists)
    {
        var other = await _world.People.OtherOrganizationAsync();
        var id = exists
            ? await _world.Get<LabStarts>().StartPastedAsync(new Actor.Installation("test"), other, new(RoutingPolicy.Default), "why?", Cancel)
            : TypedId.New<LabRunId>(TimeProvider.System);
        var page = OpenRun(id, _admin);

        page.WaitForAssertion(() => Assert.Contains("There is no such run", page.Find(".state").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cancel_WaitingRun_SaysThatItWas()
    {
        var id = await StartAsync();
        var page = OpenRun(id, _admin);
        await ClickAsync(page, "Cancel");

        page.WaitForAssertion(() => Assert.Contains("It was cancelled after 0 questions", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_BrokenOff_SaysWhatIsThere()
    {
        var id = await StartAsync();
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        await Runner.RunAsync(stopped.Token);

        var page = OpenRun(id, _admin);

        page.WaitForAssertion(() => Assert.Contains("The program ended in the middle of it", page.Find(".note").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Delete_Confirmed_LeadsBackToTheList()
    {
        var id = await DoneAsync();
        var page = OpenRun(id, _admin);
        var dialogs = _context.Render<MudDialogProvider>();
        await ClickAsync(page, "Delete");
        var confirm = await dialogs.WaitForElementAsync(".button.danger");
        await confirm.ClickAsync();

        page.WaitForState(() => Navigation.Uri.EndsWith($"/routing/lab?organization={_slug}", StringComparison.Ordinal));
        Assert.Empty(await _world.People.RowsAsync<LabRun>());
    }

    /// <summary>Clicks a button of the run before the page, which follows the run, is drawn again.</summary>
    private static async Task ClickAsync(IRenderedComponent<LabRunView> page, string word)
    {
        await page.WaitForElementAsync(".head .button");
        await page.InvokeAsync(() => page.FindAll("button").Single(button => button.TextContent.Trim() == word).Click());
    }

    private static AngleSharp.Dom.IElement Chip(IRenderedComponent<LabView> page, string word) => page.FindAll("button.chip").Single(chip => chip.TextContent.Trim() == word);

    private async Task PasteAndRunAsync(IRenderedComponent<LabView> page, string text = $"{LabWorld.Outage}\n{LabWorld.Status}")
    {
        _written.Text = text;
        await Chip(page, "Pasted").ClickAsync();
        await page.WaitForElementAsync("div:not([hidden]) > .field #lab-text");
        await page.Find(".start button.primary").ClickAsync();
    }

    private Task<LabRunId> StartAsync() => _world.Get<LabStarts>().StartPastedAsync(
        _admin, _world.OrganizationId, new(RoutingPolicy.Default with { Dial = 0 }), $"{LabWorld.Status}\n{LabWorld.Outage}\n{LabWorld.Outage}", Cancel);

    private async Task<LabRunId> DoneAsync()
    {
        var id = await StartAsync();
        await Runner.RunWaitingAsync(Cancel);
        return id;
    }

    private IRenderedComponent<LabView> OpenLab(Actor.Person person)
    {
        SignIn(person, $"/routing/lab?organization={_slug}");
        return _context.Render<LabView>(parameters => parameters.Add(view => view.Organization, OrganizationOf()));
    }

    private IRenderedComponent<LabRunView> OpenRun(LabRunId id, Actor.Person person, string query = "")
    {
        SignIn(person, $"/routing/lab/{id}?organization={_slug}{query}");
        return _context.Render<LabRunView>(parameters => parameters
            .Add(view => view.Organization, OrganizationOf())
            .Add(view => view.RunId, id)
            .Add(view => view.Flip, query.Length == 0 ? null : 2));
    }

    private void SignIn(Actor.Person person, string address)
    {
        _context.AddAuthorization().SetAuthorized("person").SetClaims(new Claim(ClaimTypes.NameIdentifier, person.UserId.ToString()));
        Navigation.NavigateTo(address);
    }

    private Organization OrganizationOf()
    {
        using var db = _world.Database.OpenTenant(_world.OrganizationId);
        return db.Set<Organization>().AsNoTracking().Single();
    }
}
