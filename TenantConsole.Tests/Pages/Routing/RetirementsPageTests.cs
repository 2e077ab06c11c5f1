using AngleSharp.Dom;
using Bunit;
using Microsoft.EntityFrameworkCore;
using MudBlazor;
using TenantConsole.Components.Pages.Routing.Retirements;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Core.Organizations;
using TenantConsole.Tests.Pages.Organizations;

namespace TenantConsole.Tests.Pages.Routing;

public sealed class RetirementsPageTests : IAsyncLifetime
{
    private PageWorld _pages = null!;
    private Organization _organization = null!;

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _pages = await PageWorld.CreateAsync();
        await _pages.World.Catalog.SeedAsync(Cancel);
        _organization = await _pages.World.AddAsync();
    }

    public ValueTask DisposeAsync() => _pages.DisposeAsync();

    [Fact]
    public async Task Open_DefaultPolicy_TellsWhatGoesWhatTakesItsPlaceAndWhatThatCosts()
    {
        await AddUseAsync("gpt-4o", 1_000_000, 100_000, 3_500_000_000_000);
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(_organization, ConsoleRole.Owner));

        var page = Open();

        var panel = page.WaitForElement("section[aria-label='gpt-4o']").TextContent;
        Assert.Contains("complex questions, standard model", panel, StringComparison.Ordinal);
        Assert.Contains("gpt-5.4", panel, StringComparison.Ordinal);
        // 2.50 + 1.00 now; 2.50 + 1.50 then.
        Assert.Contains("$3.50", panel, StringComparison.Ordinal);
        Assert.Contains("+$0.50 (+14.3 %)", panel, StringComparison.Ordinal);
        Assert.Contains("shut down since 23 Oct 2026", page.Find("section[aria-label='gpt-4-turbo']").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_NothingRetires_SaysSo()
    {
        var policies = _pages.World.Get<RoutingPolicyService>();
        var policy = await policies.CurrentAsync(OrganizationsWorld.Installation, _organization.Id, Cancel);
        await policies.SaveAsync(OrganizationsWorld.Installation, _organization.Id, policy with { Models = new("gpt-5.4-mini", "gpt-5.4-mini", "gpt-5.4", "gpt-5.5"), StandardModelId = "gpt-5.4" }, null, Cancel);
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(_organization, ConsoleRole.Owner));

        var page = Open();

        page.WaitForAssertion(() => Assert.Contains("No model that you use retires", page.Markup, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("section[aria-label='Other models with an end'] tbody tr")));
    }

    [Fact]
    public async Task Replace_Confirmed_ChangesPolicyAndAgentsAndTheModelLeavesThePage()
    {
        await _pages.World.Get<AgentService>().CreateAsync(OrganizationsWorld.Installation, _organization.Id, new() { Name = "Nora", ModelId = "gpt-4o", UsesRouter = false }, Cancel);
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(_organization, ConsoleRole.Admin));
        var page = Open();
        var dialogs = _pages.Dialogs;
        page.WaitForElement("section[aria-label='gpt-4o'] button").Click();
        dialogs.WaitForAssertion(() => Assert.Contains("gpt-4o", dialogs.Find(".changes del").TextContent, StringComparison.Ordinal));

        Button(dialogs, "Replace in the policy and 1 agent").Click();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("section[aria-label='gpt-4o']")));
        var policy = await _pages.World.Get<RoutingPolicyService>().CurrentAsync(OrganizationsWorld.Installation, _organization.Id, Cancel);
        Assert.Equal(("gpt-5.4", 1), (policy.StandardModelId, policy.Version));
        await using var db = _pages.World.Database.OpenTenant(_organization.Id);
        Assert.Equal("gpt-5.4", (await db.Set<Agent>().SingleAsync(Cancel)).ModelId);
    }

    [Fact]
    public async Task Replace_AgentChangedMeanwhile_IsToldOnThePage()
    {
        var agents = _pages.World.Get<AgentService>();
        var agent = await agents.CreateAsync(OrganizationsWorld.Installation, _organization.Id, new() { Name = "Nora", ModelId = "gpt-5", UsesRouter = false }, Cancel);
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(_organization, ConsoleRole.Admin));
        var page = Open();
        var dialogs = _pages.Dialogs;
        page.WaitForElement("section[aria-label='gpt-5'] button").Click();
        dialogs.WaitForElement("#replacement");
        await agents.SetEnabledAsync(OrganizationsWorld.Installation, _organization.Id, agent.Id, false, Cancel);

        Button(dialogs, "Replace in 1 agent").Click();

        page.WaitForAssertion(() => Assert.Contains("Nora was changed by somebody else meanwhile", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ConsoleRole.Viewer)]
    [InlineData(ConsoleRole.Operator)]
    public async Task Open_WhoMayNotEdit_SeesNoButtonAndNoCosts(ConsoleRole role)
    {
        await AddUseAsync("gpt-4o", 1_000_000, 100_000, 3_500_000_000_000);
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(_organization, role));

        var page = Open();

        page.WaitForElement("section[aria-label='gpt-4o']");
        Assert.Empty(page.FindAll("section[aria-label='gpt-4o'] button"));
        Assert.DoesNotContain("$", page.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<RetirementsPage> Open() => _pages.Open<RetirementsPage>($"/routing/retirements?organization={_organization.Slug}");

    private static IElement Button(IRenderedComponent<MudDialogProvider> dialogs, string text) => dialogs.FindAll("button").Single(button => button.TextContent.Trim() == text);

    private async Task AddUseAsync(string model, long input, long output, long cost)
    {
        await using var db = _pages.World.Database.OpenTenant(_organization.Id);
        db.Add(new DailyUsage { OrganizationId = _organization.Id, Day = new(2026, 11, 20), ModelId = model, Queries = 5, InputTokens = input, OutputTokens = output, CostPicoUsd = cost });
        await db.SaveChangesAsync(Cancel);
    }
}
