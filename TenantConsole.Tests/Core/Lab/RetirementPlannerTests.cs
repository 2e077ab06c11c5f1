using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Lab.Retirements;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Core.Organizations;

namespace TenantConsole.Tests.Core.Lab;

public sealed class RetirementPlannerSqliteTests() : RetirementPlannerTests(DatabaseEngine.Sqlite);

public sealed class RetirementPlannerPostgresTests() : RetirementPlannerTests(DatabaseEngine.PostgreSql);

/// <summary>On 23 November 2026: gpt-4-turbo is gone since October, gpt-4o and gpt-4o-mini go in January.</summary>
public abstract class RetirementPlannerTests(DatabaseEngine engine) : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private OrganizationsWorld _world = null!;
    private Organization _organization = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private RetirementPlanner Planner => _world.Get<RetirementPlanner>();

    private RoutingPolicyService Policies => _world.Get<RoutingPolicyService>();

    private AgentService Agents => _world.Get<AgentService>();

    public async ValueTask InitializeAsync()
    {
        _world = await OrganizationsWorld.CreateAsync(engine);
        await _world.Catalog.SeedAsync(Cancel);
        _organization = await _world.AddAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task PlanAsync_DefaultPolicy_NamesWhatGoesAndWhere()
    {
        var plan = await PlanAsync();

        var turbo = Of(plan, "gpt-4-turbo");
        Assert.Equal((true, "gpt-5.5"), (turbo.IsOver, turbo.SuccessorId));
        Assert.Equal([PolicyPlace.Critical], turbo.Places);
        Assert.Equal([PolicyPlace.Simple, PolicyPlace.Moderate], Of(plan, "gpt-4o-mini").Places);
        Assert.Equal([PolicyPlace.Complex, PolicyPlace.Standard], Of(plan, "gpt-4o").Places);
        Assert.Equal(["gpt-4-turbo", "gpt-4o", "gpt-4o-mini"], plan.Affecting.Select(retirement => retirement.ModelId));

        // Past ones that nothing names are no news.
        Assert.DoesNotContain(plan.Retirements, retirement => retirement.ModelId == "gpt-4.1-nano");
        Assert.Contains(plan.Retirements, retirement => retirement is { ModelId: "gpt-5", Affects: false });
    }

    [Fact]
    public async Task PlanAsync_LastMonth_CostsExactlyWhatTheLedgersTokensWouldOnTheReplacement()
    {
        await AddUseAsync("gpt-4o", Today, queries: 3, input: 1_000, cached: 500, output: 200, reasoning: 10, cost: 5_000_000_000);
        await AddUseAsync("gpt-4o", Today.AddDays(-29), queries: 1, input: 7, cached: 0, output: 1, reasoning: 0, cost: 27_500_000);
        await AddUseAsync("gpt-4o", Today.AddDays(-30), queries: 99, input: 99_999, cached: 0, output: 9_999, reasoning: 0, cost: 1);

        var plan = await PlanAsync();

        var retirement = Of(plan, "gpt-4o");
        Assert.Equal(new RetiringUse(4, new(1_007, 500, 201, 10), 5_027_500_000), retirement.LastMonth);
        Assert.Equal((Today.AddDays(-29), Today), (plan.From, plan.LastDay));

        // gpt-5.4: 2.50, 0.25 and 15 USD a million tokens.
        var successor = plan.Replacements.Single(model => model.Id == retirement.SuccessorId);
        Assert.Equal((1_007 * 2_500_000L) + (500 * 250_000L) + (211 * 15_000_000L), retirement.CostOn(successor));
    }

    [Fact]
    public async Task PlanAsync_Agents_AreNamedWithTheirOwnModelDeletedOnesNot()
    {
        var own = await AgentAsync("Own", "gpt-4o", usesRouter: false);
        await AgentAsync("Routed", "gpt-4o", usesRouter: true);
        await AgentAsync("Elsewhere", "gpt-5.5", usesRouter: false);
        await Agents.DeleteAsync(OrganizationsWorld.Installation, _organization.Id, (await AgentAsync("Deleted", "gpt-4o", usesRouter: false)).Id, Cancel);

        var agents = Of(await PlanAsync(), "gpt-4o").Agents;

        Assert.Equal([("Own", false), ("Routed", true)], agents.Select(agent => (agent.Name, agent.UsesRouter)));
        Assert.Equal((own.Id, own.Version), (agents[0].Id, agents[0].Version));
    }

    [Theory]
    [InlineData(0.1, true)]
    [InlineData(0, false)]
    public async Task PlanAsync_JudgeOfShadowComparisons_IsNamedWhileAnyAreMade(double share, bool named)
    {
        await using (var db = _world.Database.OpenTenant(_organization.Id))
        {
            db.Add(new RoutingLearning { OrganizationId = _organization.Id, Settings = new() { ShadowShare = share, JudgeModelId = "gpt-5" } });
            await db.SaveChangesAsync(Cancel);
        }

        var retirement = Of(await PlanAsync(), "gpt-5");

        Assert.Equal((named, named), (retirement.JudgesAnswers, retirement.Affects));
    }

    [Fact]
    public async Task PlanAsync_Viewer_SeesWhatGoesAndNoFigures()
    {
        await AddUseAsync("gpt-5", Today, queries: 3, input: 1_000, cached: 0, output: 200, reasoning: 0, cost: 5);
        var viewer = await _world.AddMemberAsync(_organization, ConsoleRole.Viewer);

        var plan = await Planner.PlanAsync(viewer, _organization.Id, Cancel);

        Assert.False(plan.SeesCosts);
        Assert.All(plan.Retirements, retirement => Assert.Null(retirement.LastMonth));
        Assert.False(Of(plan, "gpt-5").Affects);
        Assert.True(Of(await PlanAsync(), "gpt-5").Affects);
    }

    [Fact]
    public async Task PlanAsync_Stranger_IsRefusedAsForAMissingOrganization()
    {
        var stranger = await _world.AddMemberAsync(await _world.AddAsync("fabrikam", "Fabrikam"), ConsoleRole.Owner);

        await Assert.ThrowsAsync<AccessDeniedException>(() => Planner.PlanAsync(stranger, _organization.Id, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => Planner.PreviewAsync(stranger, _organization.Id, "gpt-4o", "gpt-5.4", Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => Planner.ReplaceAsync(stranger, Replacement("gpt-4o", "gpt-5.4", 0), Cancel));
    }

    [Fact]
    public async Task PreviewAsync_Replacement_ShowsEveryPlaceAndWritesNothing()
    {
        var preview = await Planner.PreviewAsync(OrganizationsWorld.Installation, _organization.Id, "gpt-4o", "gpt-5.4", Cancel);

        Assert.Equal(["models.complex", "standardModelId"], preview.Changes.Select(change => change.Field));
        Assert.Empty(preview.Faults);
        Assert.Equal(0, (await Policies.CurrentAsync(OrganizationsWorld.Installation, _organization.Id, Cancel)).Version);
    }

    [Fact]
    public async Task ReplaceAsync_PolicyAndAgents_ChangesBothAndTheAuditLogTellsIt()
    {
        var agent = await AgentAsync("Own", "gpt-4o", usesRouter: false);
        var owner = await _world.AddMemberAsync(_organization, ConsoleRole.Owner);

        var result = await Planner.ReplaceAsync(owner, Replacement("gpt-4o", "gpt-5.4", 0, agent), Cancel);

        Assert.Equal((1, 1), (result.PolicyVersion, result.Agents));
        Assert.Empty(result.LeftAlone);
        var policy = await Policies.CurrentAsync(owner, _organization.Id, Cancel);
        Assert.Equal(("gpt-5.4", "gpt-5.4", "gpt-4o-mini"), (policy.Models.Complex, policy.StandardModelId, policy.Models.Simple));
        Assert.Empty(Of(await PlanAsync(), "gpt-4o").Agents);
        Assert.Contains("routing.policy_saved", await ActionsAsync());
        Assert.Contains("agent.updated", await ActionsAsync());
        Assert.Contains("2027-01-14", (await Policies.HistoryAsync(owner, _organization.Id, new(0, 5), Cancel)).Items[0].Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReplaceAsync_ChangedMeanwhile_LeavesThatAloneAndDoesTheRest()
    {
        var (stale, fresh, gone) = (await AgentAsync("Stale", "gpt-4o", usesRouter: false), await AgentAsync("Fresh", "gpt-4o", usesRouter: false), await AgentAsync("Gone", "gpt-4o", usesRouter: false));
        await Agents.SetEnabledAsync(OrganizationsWorld.Installation, _organization.Id, stale.Id, false, Cancel);
        await Agents.DeleteAsync(OrganizationsWorld.Installation, _organization.Id, gone.Id, Cancel);
        var policy = await Policies.CurrentAsync(OrganizationsWorld.Installation, _organization.Id, Cancel);
        await Policies.SaveAsync(OrganizationsWorld.Installation, _organization.Id, policy with { Dial = 0.7 }, null, Cancel);

        var result = await Planner.ReplaceAsync(OrganizationsWorld.Installation, Replacement("gpt-4o", "gpt-5.4", 0, stale, fresh, gone), Cancel);

        Assert.Equal((null, 1, 3), (result.PolicyVersion, result.Agents, result.LeftAlone.Count));
        Assert.Equal("gpt-4o", (await Policies.CurrentAsync(OrganizationsWorld.Installation, _organization.Id, Cancel)).StandardModelId);
    }

    [Fact]
    public async Task ReplaceAsync_AllowedModels_ListTheReplacementInstead()
    {
        var policy = await Policies.CurrentAsync(OrganizationsWorld.Installation, _organization.Id, Cancel);
        await Policies.SaveAsync(OrganizationsWorld.Installation, _organization.Id, policy with { AllowedModels = ["gpt-4o-mini", "gpt-4o", "gpt-4-turbo"] }, null, Cancel);

        await Planner.ReplaceAsync(OrganizationsWorld.Installation, Replacement("gpt-4o", "gpt-5.4", 1), Cancel);
        await Planner.ReplaceAsync(OrganizationsWorld.Installation, Replacement("gpt-4-turbo", "gpt-5.4", 2), Cancel);

        Assert.Equal(["gpt-4o-mini", "gpt-5.4"], (await Policies.CurrentAsync(OrganizationsWorld.Installation, _organization.Id, Cancel)).AllowedModels);
    }

    [Theory]
    [InlineData("gpt-4-turbo")]
    [InlineData("gpt-4o")]
    [InlineData("text-embedding-3-small")]
    [InlineData("no-such-model")]
    public async Task ReplaceAsync_ReplacementThatCannotAnswer_ChangesNothing(string replacement)
    {
        await Assert.ThrowsAsync<InvalidInputException>(() => Planner.ReplaceAsync(OrganizationsWorld.Installation, Replacement("gpt-4o", replacement, 0), Cancel));

        Assert.Equal(0, (await Policies.CurrentAsync(OrganizationsWorld.Installation, _organization.Id, Cancel)).Version);
    }

    [Theory]
    [InlineData(ConsoleRole.Operator)]
    [InlineData(ConsoleRole.Billing)]
    public async Task ReplaceAsync_WhoMayNotEdit_IsRefusedForPolicyAndAgentsAlike(ConsoleRole role)
    {
        var agent = await AgentAsync("Own", "gpt-4o", usesRouter: false);
        var person = await _world.AddMemberAsync(_organization, role);

        await Assert.ThrowsAsync<AccessDeniedException>(() => Planner.ReplaceAsync(person, Replacement("gpt-4o", "gpt-5.4", 0), Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => Planner.ReplaceAsync(person, Replacement("gpt-4o", "gpt-5.4", null, agent), Cancel));
    }

    [Fact]
    public async Task ReplaceAsync_AgentOfAnotherOrganization_IsTreatedAsOneThatIsGone()
    {
        var other = await _world.AddAsync("fabrikam", "Fabrikam");
        var theirs = await Agents.CreateAsync(OrganizationsWorld.Installation, other.Id, new() { Name = "Theirs", ModelId = "gpt-4o" }, Cancel);

        var result = await Planner.ReplaceAsync(OrganizationsWorld.Installation, Replacement("gpt-4o", "gpt-5.4", null, theirs), Cancel);

        Assert.Equal((0, "An agent is gone."), (result.Agents, Assert.Single(result.LeftAlone)));
        await using var db = _world.Database.OpenTenant(other.Id);
        Assert.Equal("gpt-4o", (await db.Set<Agent>().SingleAsync(Cancel)).ModelId);
    }

    private static Retirement Of(RetirementPlan plan, string modelId) => plan.Retirements.Single(retirement => retirement.ModelId == modelId);

    private Task<RetirementPlan> PlanAsync() => Planner.PlanAsync(OrganizationsWorld.Installation, _organization.Id, Cancel);

    private ModelReplacement Replacement(string modelId, string replacementId, int? policyVersion, params Agent[] agents) =>
        new(_organization.Id, modelId, replacementId, policyVersion, [.. agents.Select(agent => new AgentAtVersion(agent.Id, agent.Version))]);

    private Task<Agent> AgentAsync(string name, string model, bool usesRouter) =>
        Agents.CreateAsync(OrganizationsWorld.Installation, _organization.Id, new() { Name = name, ModelId = model, UsesRouter = usesRouter }, Cancel);

    private async Task AddUseAsync(string model, DateOnly day, long queries, long input, long cached, long output, long reasoning, long cost)
    {
        await using var db = _world.Database.OpenTenant(_organization.Id);
        db.Add(new DailyUsage
        {
            OrganizationId = _organization.Id,
            Day = day,
            ModelId = model,
            Queries = queries,
            InputTokens = input,
            CachedInputTokens = cached,
            OutputTokens = output,
            ReasoningTokens = reasoning,
            CostPicoUsd = cost,
        });
        await db.SaveChangesAsync(Cancel);
    }

    private async Task<List<string>> ActionsAsync()
    {
        await using var db = _world.Database.OpenTenant(_organization.Id);
        return await db.Set<AuditEntry>().Select(entry => entry.Action).ToListAsync(Cancel);
    }
}
