using AngleSharp.Dom;
using Bunit;
using TenantConsole.Components.Pages.Routing;
using TenantConsole.Core.Security;
using TenantConsole.Tests.Core.Organizations;

namespace TenantConsole.Tests.Pages.Routing;

public sealed class PolicyPageTests : PolicyPages
{
    [Fact]
    public async Task Save_ChangedDialAndNote_IsTheNextVersionWithWhoAndWhy()
    {
        var admin = await Pages.World.AddMemberAsync(Organization, ConsoleRole.Admin, displayName: "Ada");
        await Pages.SignInAsync(admin);
        var page = OpenPolicy();

        await page.WaitForElement("#dial").InputAsync("0.7");
        await ReviewAsync(page);
        await page.Find("#policy-note").ChangeAsync("Better answers");
        await SavingButton(page).ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("Version 1 is in force", page.Markup, StringComparison.Ordinal));
        var version = Assert.Single((await Policies.HistoryAsync(OrganizationsWorld.Installation, Organization.Id, new(0, 5), Cancel)).Items);
        Assert.Equal((0.7, "Ada", "Better answers"), ((await CurrentAsync()).Dial, version.SavedByName, version.Note));
    }

    [Fact]
    public async Task Review_SeveralFaults_AreAllBesideTheirFieldsAndNothingIsReviewed()
    {
        await Pages.SignInAsync();
        var page = OpenPolicy();

        await page.WaitForElement("#complex-to").InputAsync("10");
        await page.Find("#weight-length").InputAsync("lots");
        await page.Find("#weight-technical").InputAsync("9");
        await page.Find("form").SubmitAsync();

        Assert.Equal(3, page.FindAll(".field-error").Count);
        Assert.Contains("3 fields need another look", page.Find(".note.bad").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#review-title"));
        Assert.Equal("lots", page.Find("#weight-length").GetAttribute("value"));
    }

    [Fact]
    public async Task Review_Changes_AreToldInWordsAgainstTheVersionInForce()
    {
        await SaveAsync(policy => policy with { BudgetFallback = true });
        await Pages.SignInAsync();
        var page = OpenPolicy();

        await page.WaitForElement("#window, input[name=cascade-mode]").InputAsync(true);
        await page.Find("input[name=strategy][value=Rules]").InputAsync("Rules");
        await ReviewAsync(page);

        Assert.Equal("Strategy", page.Find(".diff tbody th").TextContent);
        Assert.Equal(["Combined", "Rules"], page.FindAll(".diff tbody tr:first-child td").Select(cell => cell.TextContent));
    }

    [Theory]
    [InlineData("#model-moderate", "gpt-4o")]
    [InlineData("#weight-length", "2")]
    [InlineData(".switches input", false)]
    [InlineData("input[name=strategy][value=Rules]", "Rules")]
    [InlineData("#model-standard", "gpt-5.4")]
    public async Task Bar_AnyFieldChanged_CountsItAtOnce(string field, object value)
    {
        await Pages.SignInAsync();
        var page = OpenPolicy();

        await page.WaitForElement(field).InputAsync(value);

        Assert.Contains("One setting is changed.", page.Find(".save-bar").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BackToEditing_AfterReview_KeepsWhatWasTyped()
    {
        await Pages.SignInAsync();
        var page = OpenPolicy();
        await page.WaitForElement("#dial").InputAsync("0.3");
        await ReviewAsync(page);

        await page.FindAll(".review button").Single(button => button.TextContent == "Back to editing").ClickAsync();

        Assert.Equal("0.3", page.Find("#dial").GetAttribute("value"));
        Assert.False(page.Find("form").HasAttribute("hidden"));
    }

    [Fact]
    public async Task Save_SomebodySavedMeanwhile_NamesThemShowsTheirChangeAndSavesNothing()
    {
        var ben = await Pages.World.AddMemberAsync(Organization, ConsoleRole.Admin, displayName: "Ben");
        await Pages.SignInAsync();
        var page = OpenPolicy();
        await page.WaitForElement("#dial").InputAsync("0.7");
        await ReviewAsync(page);
        await SaveAsync(policy => policy with { StandardModelId = "gpt-5.4" }, "newer", ben);

        await SavingButton(page).ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("Ben saved version 1 (“newer”) while you were changing version 0.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Contains("gpt-5.4", page.Find(".diff").TextContent, StringComparison.Ordinal);
        Assert.Equal((1, 0.5), ((await CurrentAsync()).Version, (await CurrentAsync()).Dial));
        Assert.True(SavingButton(page).HasAttribute("disabled"));
    }

    [Fact]
    public async Task Rebase_AfterAClash_SavesBothChanges()
    {
        await Pages.SignInAsync();
        var page = OpenPolicy();
        await page.WaitForElement("#dial").InputAsync("0.7");
        await SaveAsync(policy => policy with { StandardModelId = "gpt-5.4" });
        await ReviewAsync(page);

        await page.FindAll(".review button").Single(button => button.TextContent.StartsWith("Put my changes onto", StringComparison.Ordinal)).ClickAsync();
        Assert.Equal("0.7", page.Find("#dial").GetAttribute("value"));
        await ReviewAsync(page);
        await SavingButton(page).ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("Version 2 is in force", page.Markup, StringComparison.Ordinal));
        Assert.Equal((0.7, "gpt-5.4"), ((await CurrentAsync()).Dial, (await CurrentAsync()).StandardModelId));
    }

    [Fact]
    public async Task Review_BothChangedTheDial_SaysSo()
    {
        await Pages.SignInAsync();
        var page = OpenPolicy();
        await page.WaitForElement("#dial").InputAsync("0.7");
        await SaveAsync(policy => policy with { Dial = 0.1 });

        await ReviewAsync(page);

        Assert.Contains("Both of you changed: Dial.", page.Find(".review").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keywords_ManyAtOnce_AreChipsOfWhichTheFirstAreShown()
    {
        await Pages.SignInAsync();
        var page = OpenPolicy();
        page.WaitForElement("#keywords-simple");

        await page.InvokeAsync(() => page.FindComponents<KeywordInput>()[0].Instance.OnText.InvokeAsync(string.Join('\n', Enumerable.Range(0, 900).Select(number => $"word{number}"))));

        var list = page.FindComponents<KeywordList>()[0];
        Assert.Equal(40, list.FindAll(".chip").Count);
        Assert.Contains("Show 876 more", list.Markup, StringComparison.Ordinal);
        await list.Find("input[type=search]").InputAsync("word899");
        Assert.Equal("word899", page.FindComponents<KeywordList>()[0].Find(".chip .word").TextContent);
        Assert.Contains("One setting is changed.", page.Find(".save-bar").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keywords_MoreThanThereMayBe_AreRefusedBesideThem()
    {
        await Pages.SignInAsync();
        var page = OpenPolicy();
        page.WaitForElement("#keywords-simple");

        await page.InvokeAsync(() => page.FindComponents<KeywordInput>()[0].Instance.OnText.InvokeAsync(string.Join('\n', Enumerable.Range(0, 1000).Select(number => $"word{number}"))));
        await page.Find("form").SubmitAsync();

        Assert.Contains("There are 1052 keywords; 1000 are the most.", page.FindComponent<KeywordFields>().Find(".field-error").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_ChosenOneIsShutDown_SaysWhoAnswersInstead()
    {
        await Pages.SignInAsync();

        var page = OpenPolicy();

        Assert.Equal("gpt-5.5 stands in for gpt-4-turbo: gpt-4-turbo is shut down since 2026-10-23.", page.WaitForElement("#model-critical-note").TextContent);
    }

    [Fact]
    public async Task Allowed_Restricted_BeginsWithThePolicysOwnModels()
    {
        await Pages.SignInAsync();
        var page = OpenPolicy();

        await page.WaitForElement(".allowed .check:nth-of-type(2) input").InputAsync(true);

        Assert.Equal(["gpt-4o-mini", "gpt-4o", "gpt-4-turbo"], page.FindAll(".choices .check:has(input[checked])").Select(choice => choice.TextContent).Order(StringComparer.Ordinal).Reverse());
    }

    [Fact]
    public async Task Render_Viewer_SeesAllOfItWithTheReasonAndNothingToChange()
    {
        await Pages.SignInAsync(await Pages.World.AddMemberAsync(Organization, ConsoleRole.Viewer));

        var page = OpenPolicy();

        page.WaitForAssertion(() => Assert.Contains("Your role lets you read this policy, not change it.", page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain(page.FindAll("form input, form select, form button"), input => !IsDisabled(input));
        Assert.Equal(52, page.FindAll(".chip").Count);
        Assert.Empty(page.FindAll(".save-bar"));
    }

    [Fact]
    public async Task Submit_ByAViewersHand_ChangesNothing()
    {
        await Pages.SignInAsync(await Pages.World.AddMemberAsync(Organization, ConsoleRole.Viewer));
        var page = OpenPolicy();
        await page.WaitForElement("#dial").InputAsync("0.9");

        await page.Find("form").SubmitAsync();

        Assert.Empty(page.FindAll("#review-title"));
        Assert.Equal(0, (await CurrentAsync()).Version);
    }

    [Fact]
    public async Task Save_RoleTakenAwayMeanwhile_SaysSoAndKeepsTheChanges()
    {
        var admin = await Pages.World.AddMemberAsync(Organization, ConsoleRole.Admin);
        await Pages.SignInAsync(admin);
        var page = OpenPolicy();
        await page.WaitForElement("#dial").InputAsync("0.7");
        await ReviewAsync(page);
        await Pages.World.Organizations.SuspendAsync(OrganizationsWorld.Installation, Organization.Id, "unpaid", Cancel);

        await SavingButton(page).ClickAsync();

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".review .note.bad")));
        Assert.Contains("0.7, towards quality", page.Find(".diff").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_SuspendedOrganization_IsReadOnlyForItsOwner()
    {
        await Pages.World.Organizations.SuspendAsync(OrganizationsWorld.Installation, Organization.Id, "unpaid", Cancel);
        await Pages.SignInAsync(await Pages.World.AddMemberAsync(Organization, ConsoleRole.Owner));

        var page = OpenPolicy();

        page.WaitForElement("#dial");
        Assert.Empty(page.FindAll(".save-bar"));
        Assert.Contains("can be read, not changed", page.Find(".note.caution").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leave_SomethingTyped_AsksFirst()
    {
        await Pages.SignInAsync();
        var page = OpenPolicy();
        await page.WaitForElement("#dial").InputAsync("0.9");

        _ = page.InvokeAsync(() => Pages.Navigation.NavigateTo("/models"));

        Pages.Dialogs.WaitForAssertion(() => Assert.Contains("What you changed on this page is lost.", Pages.Dialogs.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Discard_Confirmed_IsAsBefore()
    {
        await Pages.SignInAsync();
        var page = OpenPolicy();
        await page.WaitForElement("#dial").InputAsync("0.9");

        var discarding = page.FindAll(".save-bar button").Single(button => button.TextContent == "Discard").ClickAsync();
        await Pages.Dialogs.WaitForElement(".button.danger").ClickAsync();
        await discarding;

        Assert.Equal("0.5", page.Find("#dial").GetAttribute("value"));
        Assert.Contains("Nothing is changed.", page.Find(".save-bar").TextContent, StringComparison.Ordinal);
    }

    private static bool IsDisabled(IElement input) => input.HasAttribute("disabled") || input.Closest("fieldset[disabled]") is not null;

    private static IElement SavingButton(IRenderedComponent<RoutingPage> page) => page.FindAll(".review .button.primary")[^1];

    private static async Task ReviewAsync(IRenderedComponent<RoutingPage> page)
    {
        await page.Find("form").SubmitAsync();
        page.WaitForElement("#review-title");
    }
}
