using Bunit;
using TenantConsole.Components.Pages.Agents;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Common;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Core.Organizations;
using TenantConsole.Tests.Pages.Organizations;

namespace TenantConsole.Tests.Pages.Agents;

public sealed class AgentPagesTests : IAsyncLifetime
{
    private PageWorld _pages = null!;
    private Organization _organization = null!;

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    private AgentService Agents => _pages.World.Get<AgentService>();

    public async ValueTask InitializeAsync()
    {
        _pages = await PageWorld.CreateAsync();
        await _pages.World.Catalog.SeedAsync(Cancel);
        _organization = await _pages.World.AddAsync();
    }

    public ValueTask DisposeAsync() => _pages.DisposeAsync();

    [Fact]
    public async Task List_Admin_SeesAgentsWithTheirFigures()
    {
        var agent = await CreateAsync("Ida");
        await AddUsageAsync(agent.Id, queries: 1_234, slm: 1_000, cost: 2_500_000_000_000);
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(_organization, ConsoleRole.Admin));

        var page = OpenList("");

        page.WaitForAssertion(() => Assert.Contains("1,234", page.Find("tbody tr").TextContent, StringComparison.Ordinal));
        Assert.Equal($"/organizations/contoso/agents/{agent.Id}", page.Find("tbody a").GetAttribute("href"));
        page.WaitForAssertion(() => Assert.Contains(page.FindAll("button"), button => button.TextContent.Contains("Add an agent", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task List_Operator_SeesNeitherCostsNorActs()
    {
        await CreateAsync("Ida");
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(_organization, ConsoleRole.Operator));

        var page = OpenList("");

        page.WaitForAssertion(() => Assert.Contains("Ida", page.Find("tbody tr").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain(page.FindAll("th"), head => head.TextContent.Trim() is "Cost" or "Queries");
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent.Contains("Add an agent", StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_FiltersInTheAddress_Hold()
    {
        await CreateAsync("Ida", draft => draft with { Type = AgentType.IncidentSpecialist });
        await CreateAsync("Bo", draft => draft with { IsEnabled = false });
        await _pages.SignInAsync();

        var page = OpenList("?state=off");

        page.WaitForAssertion(() => Assert.Contains("Bo", Assert.Single(page.FindAll("tbody tr")).TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_NoAgents_SaysWhatToDo()
    {
        await _pages.SignInAsync();

        var page = OpenList("");

        page.WaitForAssertion(() => Assert.Contains("No agents yet", page.Find(".state").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Chart_Agents_IsATreeThatFolds()
    {
        var top = await CreateAsync("Top");
        await CreateAsync("Low", draft => draft with { ReportsToId = top.Id });
        await _pages.SignInAsync();

        var page = OpenList("?view=chart");

        page.WaitForAssertion(() => Assert.Equal(["Top", "Low"], page.FindAll(".tree .name").Select(name => name.TextContent)));
        await page.Find("button[aria-expanded=true]").ClickAsync();
        Assert.Equal(["Top"], page.FindAll(".tree .name").Select(name => name.TextContent));
    }

    [Fact]
    public async Task Chart_FiveHundredAgents_ShowsTheTopAndItsReportsAtFirst()
    {
        await _pages.World.Organizations.SetLimitAsync(OrganizationsWorld.Installation, _organization.Id, new(LimitName.Agents, 500, null, "trial"), Cancel);
        await AddManyAsync(500);
        await _pages.SignInAsync();

        var page = OpenList("?view=chart");

        page.WaitForAssertion(() => Assert.Equal(11, page.FindAll(".tree .name").Count));
        page.WaitForAssertion(() => Assert.Contains("500 agents, 1 at the top", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Add_Name_MakesTheAgentAndOpensIt()
    {
        await _pages.SignInAsync();
        var page = OpenList("");

        var adding = page.WaitForElement(".list-head .button.primary").ClickAsync();
        await _pages.Dialogs.WaitForElement("#agent-name").ChangeAsync("Incident desk");
        await _pages.Dialogs.Find("#agent-type").ChangeAsync(nameof(AgentType.IncidentSpecialist));
        await _pages.Dialogs.Find(".mud-dialog-actions .button.primary").ClickAsync();
        await adding;

        var agent = Assert.Single((await _pages.World.Get<AgentDirectory>().ListAsync(OrganizationsWorld.Installation, _organization.Id, new(0, 10), AgentFilter.None, Cancel)).Items);
        Assert.Equal(("Incident desk", AgentType.IncidentSpecialist), (agent.Name, agent.Type));
        Assert.EndsWith($"/organizations/contoso/agents/{agent.Id}", _pages.Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_NothingWritten_SaysWhatIsMissingAndKeepsTheDialog()
    {
        await _pages.SignInAsync();
        var page = OpenList("");

        var adding = page.WaitForElement(".list-head .button.primary").ClickAsync();
        await _pages.Dialogs.WaitForElement(".mud-dialog-actions .button.primary").ClickAsync();

        _pages.Dialogs.WaitForAssertion(() => Assert.Contains("Give a name", _pages.Dialogs.Find("#agent-name-note").TextContent, StringComparison.Ordinal));
        await _pages.Dialogs.Find(".mud-dialog-actions .button").ClickAsync();
        await adding;
    }

    [Fact]
    public async Task Agent_ItsPage_ShowsRoutingStatisticsOfThePeriod()
    {
        var agent = await CreateAsync("Ida");
        await AddUsageAsync(agent.Id, queries: 200, slm: 150, cost: 1_000_000_000_000, cascaded: 20, baseline: 5_000_000_000_000);
        await _pages.SignInAsync();

        var page = OpenAgent(agent.Id);

        page.WaitForAssertion(() => Assert.Equal(["200", "75.0 %", "10.0 %", "$1.00", "$4.00"], page.FindAll(".metric-value").Select(value => value.TextContent.Trim())));
        page.WaitForAssertion(() => Assert.Contains("150 small, 50 large", page.Markup, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Contains("the router is on", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Agent_OwnModelThatIsShutDown_SaysWhoStandsIn()
    {
        var agent = await CreateAsync("Ida", draft => draft with { UsesRouter = false, ModelId = "gpt-4-turbo" });
        await _pages.SignInAsync();

        var page = OpenAgent(agent.Id);

        page.WaitForAssertion(() => Assert.Contains("gpt-5.5 stands in for gpt-4-turbo", page.Find(".note").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Agent_Viewer_SeesWhatItIsButNeitherFiguresNorActs()
    {
        var agent = await CreateAsync("Ida");
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(_organization, ConsoleRole.Viewer));

        var page = OpenAgent(agent.Id);

        page.WaitForAssertion(() => Assert.Contains("What it is", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".metric-value"));
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent.Trim() is "Edit" or "Delete" or "Switch off");
    }

    [Fact]
    public async Task Agent_ForeignAndMissing_LookTheSame()
    {
        var other = await _pages.World.AddAsync("fabrikam", "Fabrikam");
        var foreign = await Agents.CreateAsync(OrganizationsWorld.Installation, other.Id, new() { Name = "Theirs" }, Cancel);
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(_organization, ConsoleRole.Admin));

        var theirs = OpenAgent(foreign.Id);
        theirs.WaitForElement(".state");
        var nobodys = OpenAgent(TypedId.New<AgentId>(_pages.World.Time));
        nobodys.WaitForElement(".state");

        Assert.Equal(theirs.Find(".state").OuterHtml, nobodys.Find(".state").OuterHtml);
        Assert.DoesNotContain("Theirs", theirs.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_Operator_BeginsAConversationWithTheAgent()
    {
        var agent = await CreateAsync("Ida");
        var person = await _pages.World.AddMemberAsync(_organization, ConsoleRole.Operator);
        await _pages.SignInAsync(person);
        var page = OpenAgent(agent.Id);

        await page.WaitForElement("button:contains('Ask it')").ClickAsync();

        var begun = Assert.Single((await _pages.World.Get<ConversationDirectory>().ListAsync(person, _organization.Id, ConversationFilter.None, null, 10, Cancel)).Items);
        Assert.Equal((ConversationSource.Agent, agent.Id), (begun.Source, begun.AgentId));
        Assert.EndsWith($"/organizations/contoso/conversations/{begun.Id}", _pages.Navigation.Uri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ConsoleRole.Viewer, true)]
    [InlineData(ConsoleRole.Operator, false)]
    public async Task Ask_WhoMayNotAskOrWhomNobodyMay_IsNotOffered(ConsoleRole role, bool enabled)
    {
        var agent = await CreateAsync("Ida", draft => draft with { IsEnabled = enabled });
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(_organization, role));

        var page = OpenAgent(agent.Id);

        page.WaitForElement(".stack");
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent.Contains("Ask it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Delete_Confirmed_LeavesTheLists()
    {
        var agent = await CreateAsync("Ida");
        await _pages.SignInAsync();
        var page = OpenAgent(agent.Id);
        page.WaitForElement(".stack");

        var deleting = page.WaitForElement("button:contains('Delete')").ClickAsync();
        await _pages.Dialogs.WaitForElement(".button.danger").ClickAsync();
        await deleting;

        await Assert.ThrowsAsync<AccessDeniedException>(() => _pages.World.Get<AgentDirectory>().GetAsync(OrganizationsWorld.Installation, _organization.Id, agent.Id, Cancel));
        Assert.EndsWith("/organizations/contoso/agents", _pages.Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_Admin_HasFiguresDaysAndAuditTrail()
    {
        var agent = await CreateAsync("Ida");
        await AddUsageAsync(agent.Id, queries: 200, slm: 150, cost: 1_234_567_890_123);
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(_organization, ConsoleRole.Admin));

        var page = OpenReport(agent.Id, "?from=2026-11-01&to=2026-11-23");

        page.WaitForAssertion(() => Assert.Contains("Ida, 1 – 23 Nov 2026", page.Markup, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Contains("1.234567890123", page.Markup, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Contains("Created", page.Find("section[aria-label='Audit trail'] tbody").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Report_Billing_IsToldThatTheTrailIsLeftOut()
    {
        var agent = await CreateAsync("Ida");
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(_organization, ConsoleRole.Billing));

        var page = OpenReport(agent.Id, "");

        page.WaitForAssertion(() => Assert.Contains("The audit trail is left out", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Report_Operator_IsRefused()
    {
        var agent = await CreateAsync("Ida");
        await _pages.SignInAsync(await _pages.World.AddMemberAsync(_organization, ConsoleRole.Operator));

        var page = OpenReport(agent.Id, "");

        page.WaitForAssertion(() => Assert.Contains("You do not have permission", page.Markup, StringComparison.Ordinal));
    }

    private async Task<Agent> CreateAsync(string name, Func<AgentDraft, AgentDraft>? change = null)
    {
        var draft = new AgentDraft { Name = name };
        return await Agents.CreateAsync(OrganizationsWorld.Installation, _organization.Id, change is null ? draft : change(draft), Cancel);
    }

    private async Task AddUsageAsync(AgentId agent, long queries, long slm, long cost, long cascaded = 0, long baseline = 0)
    {
        await using var db = _pages.World.Database.OpenTenant(_organization.Id);
        db.Add(new DailySubjectUsage
        {
            OrganizationId = _organization.Id,
            Subject = UsageSubject.Of(agent),
            Day = new(2026, 11, 23),
            Queries = queries,
            SlmQueries = slm,
            LlmQueries = queries - slm,
            CascadedQueries = cascaded,
            CostPicoUsd = cost,
            BaselinePicoUsd = baseline,
        });
        await db.SaveChangesAsync(Cancel);
    }

    /// <summary>Ten report to each.</summary>
    private async Task AddManyAsync(int count)
    {
        await using var db = _pages.World.Database.OpenTenant(_organization.Id);
        var ids = Enumerable.Range(0, count).Select(_ => TypedId.New<AgentId>(_pages.World.Time)).ToList();
        db.AddRange(ids.Select((id, i) => new Agent
        {
            OrganizationId = _organization.Id,
            Id = id,
            Name = $"Agent {i:000}",
            Type = AgentType.GeneralAssistant,
            ReportsToId = i == 0 ? null : ids[(i - 1) / 10],
            CreatedUtc = _pages.World.NowUtc,
        }));
        await db.SaveChangesAsync(Cancel);
    }

    private IRenderedComponent<AgentsPage> OpenList(string query) =>
        _pages.Open<AgentsPage>($"/organizations/contoso/agents{query}", parameters => parameters.Add(page => page.Slug, "contoso"));

    private IRenderedComponent<AgentPage> OpenAgent(AgentId agent) => _pages.Open<AgentPage>(
        $"/organizations/contoso/agents/{agent}", parameters => parameters.Add(page => page.Slug, "contoso").Add(page => page.Id, agent.Value));

    private IRenderedComponent<AgentReportPage> OpenReport(AgentId agent, string query) => _pages.Open<AgentReportPage>(
        $"/organizations/contoso/agents/{agent}/report{query}", parameters => parameters.Add(page => page.Slug, "contoso").Add(page => page.Id, agent.Value));
}
