using Bunit;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Security;
using TenantConsole.Tests.Core.Organizations;

namespace TenantConsole.Tests.Pages.Routing;

public sealed class VersionsPageTests : PolicyPages
{
    [Fact]
    public async Task Render_NothingSaved_SaysThatItIsTheDefault()
    {
        await Pages.SignInAsync();

        var page = OpenVersions();

        Assert.Equal("The policy was never changed", page.WaitForElement(".state h2").TextContent);
    }

    [Fact]
    public async Task Render_Versions_SayWhoWhyAndWhatInWords()
    {
        var ada = await Pages.World.AddMemberAsync(Organization, ConsoleRole.Admin, displayName: "Ada");
        await SaveAsync(policy => policy with { Dial = 0.7 }, "Better answers", ada);
        await SaveAsync(policy => policy with { BudgetFallback = true });
        await Pages.SignInAsync();

        var page = OpenVersions();

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody tr").Count));
        Assert.Contains("in force", page.FindAll("tbody tr")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("the installation", page.FindAll("tbody tr")[0].TextContent, StringComparison.Ordinal);
        var first = page.FindAll("tbody tr")[1].TextContent;
        Assert.Contains("Ada", first, StringComparison.Ordinal);
        Assert.Contains("“Better answers”", first, StringComparison.Ordinal);
        Assert.Contains("Dial: 0.5, balanced → 0.7, towards quality", first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_AnyTwo_ShowsWhatIsDifferent()
    {
        await SaveAsync(policy => policy with { Dial = 0.7 });
        await SaveAsync(policy => policy with { Dial = 0.8 });
        await SaveAsync(policy => policy with { BudgetFallback = true });
        await Pages.SignInAsync();

        var page = OpenVersions("&from=1&to=3");

        page.WaitForAssertion(() => Assert.Equal(["Dial", "Cheaper models near the budget"], page.FindAll(".diff tbody th").Select(setting => setting.TextContent)));
        await page.Find("#compare-from").ChangeAsync("2");
        Assert.EndsWith("&from=2&to=3", Pages.Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_VersionThatIsNone_SaysSo()
    {
        await SaveAsync(policy => policy with { Dial = 0.7 });
        await Pages.SignInAsync();

        var page = OpenVersions("&from=1&to=99");

        page.WaitForAssertion(() => Assert.Contains("There is no version 99", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Revert_Confirmed_IsANewVersionLikeTheOldOne()
    {
        await SaveAsync(policy => policy with { Dial = 0.7 });
        await SaveAsync(policy => policy with { Dial = 0.2 });
        await Pages.SignInAsync();
        var page = OpenVersions();

        var reverting = page.WaitForElement("button[aria-label='Revert to version 1']").ClickAsync();
        Pages.Dialogs.WaitForAssertion(() => Assert.Contains("0.7, towards quality", Pages.Dialogs.Find(".diff").TextContent, StringComparison.Ordinal));
        await Pages.Dialogs.Find(".mud-dialog-actions .button.primary").ClickAsync();
        await reverting;

        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll("tbody tr").Count));
        Assert.Equal((3, 0.7), ((await CurrentAsync()).Version, (await CurrentAsync()).Dial));
    }

    [Fact]
    public async Task Revert_Cancelled_ChangesNothing()
    {
        await SaveAsync(policy => policy with { Dial = 0.7 });
        await Pages.SignInAsync();
        var page = OpenVersions();

        var reverting = page.WaitForElement(".default button").ClickAsync();
        await Pages.Dialogs.WaitForElement(".mud-dialog-actions .button").ClickAsync();
        await reverting;

        Assert.Equal(1, (await CurrentAsync()).Version);
    }

    [Fact]
    public async Task Revert_ModelGoneSince_SaysWhichSettingAndCannotBeConfirmed()
    {
        await SaveAsync(policy => policy with { StandardModelId = "gpt-5.1" });
        await SaveAsync(policy => policy with { StandardModelId = "gpt-4o" });
        var (model, stamp) = (await Pages.World.Catalog.ListAsync(OrganizationsWorld.Installation, Cancel)).Single(view => view.Model.Id == "gpt-5.1");
        var gone = ModelEdit.Of(model) with { ShutdownUtc = Pages.World.NowUtc.AddDays(-1), SuccessorId = null };
        await Pages.World.Catalog.EditModelAsync(OrganizationsWorld.Installation, "gpt-5.1", stamp, gone, Cancel);
        await Pages.SignInAsync();
        var page = OpenVersions();

        var reverting = page.WaitForElement("button[aria-label='Revert to version 1']").ClickAsync();

        Pages.Dialogs.WaitForAssertion(() => Assert.StartsWith("Standard model: gpt-5.1 is shut down", Pages.Dialogs.Find(".obstacles li").TextContent, StringComparison.Ordinal));
        Assert.True(Pages.Dialogs.Find(".mud-dialog-actions .button.primary").HasAttribute("disabled"));
        await Pages.Dialogs.Find(".mud-dialog-actions .button").ClickAsync();
        await reverting;
    }

    [Fact]
    public async Task Render_Viewer_SeesHistoryAndCannotRevert()
    {
        await SaveAsync(policy => policy with { Dial = 0.7 });
        await SaveAsync(policy => policy with { Dial = 0.8 });
        await Pages.SignInAsync(await Pages.World.AddMemberAsync(Organization, ConsoleRole.Viewer));

        var page = OpenVersions();

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody tr").Count));
        Assert.Empty(page.FindAll("tbody button, .default button"));
    }
}
