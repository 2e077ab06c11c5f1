using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Documents;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Security;
using TenantConsole.Core.Seeding;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Tickets;
using TenantConsole.Core.Usage;
using TenantConsole.Core.Usage.Reports;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Seeding;

public sealed class DemoDataTests
{
    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SeedOnceAsync_NewInstallation_HasFourOrganizationsOfDifferentIndustriesMarkedAsDemo()
    {
        await using var world = await SeededWorld.CreateAsync();

        Assert.True(await world.Get<DemoSeed>().SeedOnceAsync(Cancel));

        var organizations = await world.OrganizationsAsync();
        Assert.Equal((4, 4, 4), (organizations.Count, organizations.Count(one => one.IsDemo), organizations.Select(one => one.Industry).Distinct().Count()));
    }

    [Fact]
    public async Task SeedOnceAsync_Demo_LooksLikeUseOnTarget()
    {
        await using var world = await SeededWorld.CreateAsync();
        await world.Get<DemoSeed>().SeedOnceAsync(Cancel);

        foreach (var organization in await world.OrganizationsAsync())
        {
            var period = ReportPeriod.LastDays(90, new(2026, 11, 23));
            var total = (await world.Get<UsageReports>().OrganizationAsync(SeededWorld.Installation, organization.Id, period, Cancel)).Usage.Total;
            Assert.InRange(total.SlmShare!.Value, 0.58m, 0.80m);
            Assert.InRange(total.CascadeRate!.Value, 0.04m, 0.10m);
            Assert.InRange(total.ErrorRate!.Value, 0.001m, 0.02m);
            Assert.InRange(total.SavingsShare!.Value, 0.20m, 0.75m);
        }
    }

    [Fact]
    public async Task SeedOnceAsync_Demo_HasThumbsForEachRoutingToLearnFrom()
    {
        await using var world = await SeededWorld.CreateAsync();
        await world.Get<DemoSeed>().SeedOnceAsync(Cancel);

        foreach (var organization in await world.OrganizationsAsync())
        {
            await using var db = world.Database.OpenTenant(organization.Id);
            var outcomes = await db.Set<RoutingOutcome>().ToListAsync(Cancel);
            Assert.Equal(108, outcomes.Count);
            Assert.InRange(outcomes.Count(outcome => outcome.SmallScore == 0), 36, 72);
            Assert.Equal(outcomes.Count, await db.Set<AnswerFeedback>().CountAsync(Cancel));
        }
    }

    [Fact]
    public async Task SeedOnceAsync_Demo_HasOneBudgetNearItsEnd()
    {
        await using var world = await SeededWorld.CreateAsync();
        await world.Get<DemoSeed>().SeedOnceAsync(Cancel);

        var retail = Assert.Single(await world.OrganizationsAsync(), one => one.Preferences.MonthlyBudgetPicoUsd is not null);
        await using var db = world.Database.OpenTenant(retail.Id);
        var spent = (await db.Set<TenantConsole.Core.Quotas.QuotaCounter>().SingleAsync(counter => counter.Limit == LimitName.MonthlyBudgetUsd && counter.Period == "2026-11", Cancel)).Used;
        Assert.InRange((decimal)spent / retail.Preferences.MonthlyBudgetPicoUsd!.Value, 0.85m, 1m);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task SeedOnceAsync_Demo_HasConversationsWhoseDecisionsAreThoseOfTheirCalls(DatabaseEngine engine)
    {
        await using var world = await SeededWorld.CreateAsync(engine);
        await world.Get<DemoSeed>().SeedOnceAsync(Cancel);

        foreach (var organization in await world.OrganizationsAsync())
        {
            await using var db = world.Database.OpenTenant(organization.Id);
            var answers = await db.Set<ConversationMessage>().Where(message => message.Role == MessageRole.Answer)
                .Join(db.Set<UsageRecord>(), message => message.UsageRecordId, call => call.Id, (message, call) => call)
                .Join(db.Set<UsageDetail>(), call => call.Id, detail => detail.UsageRecordId, (call, detail) => new { call.ModelId, call.Complexity, detail.Decision })
                .ToListAsync(Cancel);

            Assert.Equal(DemoTalks.Of(organization.Slug).Sum(talk => talk.Turns.Length), answers.Count);
            Assert.All(answers, answer => Assert.Equal((answer.ModelId, answer.Complexity), (RoutingJson.ReadDecision(answer.Decision).ModelId, RoutingJson.ReadDecision(answer.Decision).Complexity)));
        }
    }

    [Fact]
    public async Task SeedOnceAsync_Demo_HasQuestionsOfTheLastWeekForAChangedPolicyToShowItsEffectOn()
    {
        await using var world = await SeededWorld.CreateAsync();
        await world.Get<DemoSeed>().SeedOnceAsync(Cancel);

        foreach (var organization in await world.OrganizationsAsync())
        {
            await using var db = world.Database.OpenTenant(organization.Id);
            var last = await db.Set<UsageRecord>().MaxAsync(call => call.OccurredUtc, Cancel);
            var told = await db.Set<UsageDetail>().Join(db.Set<UsageRecord>(), detail => detail.UsageRecordId, call => call.Id, (detail, call) => new { call.OccurredUtc, call.ModelId, call.Complexity, detail.Decision })
                .Where(one => one.OccurredUtc > last.AddDays(-7)).ToListAsync(Cancel);

            Assert.InRange(told.Count, 80, 250);
            Assert.True(told.Select(one => one.Complexity).Distinct().Count() >= 3, organization.Slug);
            Assert.All(told, one => Assert.Equal((one.ModelId, one.Complexity), (RoutingJson.ReadDecision(one.Decision).ModelId, RoutingJson.ReadDecision(one.Decision).Complexity)));
        }
    }

    [Fact]
    public async Task SeedOnceAsync_Demo_HasTicketsOfEveryStatusThatCountAndAreFound()
    {
        await using var world = await SeededWorld.CreateAsync();
        await world.Get<DemoSeed>().SeedOnceAsync(Cancel);

        foreach (var organization in await world.OrganizationsAsync())
        {
            var all = await world.Get<TicketDirectory>().ListAsync(SeededWorld.Installation, organization.Id, new(0, 200), TicketFilter.None, Cancel);
            var newest = all.Page.Items[0];
            var found = await world.Get<TicketDirectory>().ListAsync(SeededWorld.Installation, organization.Id, new(0, 200, $"#{newest.Number} {newest.Title}"), TicketFilter.None, Cancel);

            Assert.InRange(all.Page.TotalCount, 50, 400);
            Assert.All(Enum.GetValues<TicketStatus>(), status => Assert.NotEqual(0, all.Counts!.Of(status, null)));
            Assert.Contains(newest.Number, found.Page.Items.Select(item => item.Number));
            await using var db = world.Database.OpenTenant(organization.Id);
            Assert.Equal(
                all.Page.TotalCount,
                await db.Set<TenantConsole.Core.Quotas.QuotaCounter>().Where(counter => counter.Limit == LimitName.TicketsPerMonth).SumAsync(counter => counter.Used, Cancel));
            Assert.InRange(await db.Set<TicketComment>().CountAsync(Cancel), 30, 1_000);
        }
    }

    [Fact]
    public async Task SeedOnceAsync_Demo_HasAgentsWithinTheLimitsAndEveryCallOfAnAgentIsSomebodys()
    {
        await using var world = await SeededWorld.CreateAsync();
        await world.Get<DemoSeed>().SeedOnceAsync(Cancel);

        foreach (var organization in await world.OrganizationsAsync())
        {
            await using var db = world.Database.OpenTenant(organization.Id);
            var agents = await db.Set<Agent>().AsNoTracking().ToListAsync(Cancel);
            var limits = await EffectiveLimits.LoadAsync(db, organization.Id, SeededWorld.Now.UtcDateTime, Cancel);
            Assert.InRange(agents.Count, 3, limits[LimitName.Agents].Cap!.Value);
            Assert.All(agents, agent => Assert.NotNull(agent.RoleId));
            Assert.Equal(1, agents.Count(agent => agent.ReportsToId is null) - (organization.Slug == "meridian-software" ? 1 : 0));
            var calls = await db.Set<UsageRecord>().Where(record => record.Source == CompletionSource.Agent).GroupBy(record => record.AgentId)
                .Select(group => new { AgentId = group.Key, Calls = group.LongCount() }).ToListAsync(Cancel);
            Assert.Equal(agents.Select(agent => (AgentId?)agent.Id).Order(ById), calls.Select(call => call.AgentId).Order(ById));
            foreach (var call in calls)
            {
                Assert.Equal(call.Calls, await db.Set<DailySubjectUsage>().Where(row => row.Subject == UsageSubject.Of(call.AgentId)).SumAsync(row => row.Queries, Cancel));
            }
        }
    }

    [Fact]
    public async Task SeedOnceAsync_TwoInstallations_HaveTheSameAgentsAndCalls()
    {
        await using var world = await SeededWorld.CreateAsync();
        await using var other = await SeededWorld.CreateAsync();
        await world.Get<DemoSeed>().SeedOnceAsync(Cancel);
        await other.Get<DemoSeed>().SeedOnceAsync(Cancel);

        Assert.Equal(await AgentsOfAsync(world), await AgentsOfAsync(other));

        static async Task<List<string>> AgentsOfAsync(SeededWorld world)
        {
            await using var db = world.Database.OpenSystem();
            var rows = await db.Set<DailySubjectUsage>().OrderBy(row => row.Subject).ThenBy(row => row.Day).Select(row => new { row.Subject, row.Day, row.CostPicoUsd }).ToListAsync(Cancel);
            return [.. rows.Select(row => row.ToString()!)];
        }
    }

    private static readonly Comparer<AgentId?> ById = Comparer<AgentId?>.Create((left, right) => Nullable.Compare(left?.Value, right?.Value));

    [Fact]
    public async Task SeedOnceAsync_Demo_HasASoundLedger()
    {
        await using var world = await SeededWorld.CreateAsync();
        await world.Get<DemoSeed>().SeedOnceAsync(Cancel);

        Assert.IsType<LedgerCheckResult.Clean>(await world.Get<LedgerCheck>().AllAsync(SeededWorld.Installation, null, Cancel));
    }

    [Fact]
    public async Task SeedOnceAsync_Demo_HasDocumentsThatCanBeReadAndThatGoWithIt()
    {
        await using var world = await SeededWorld.CreateAsync();
        await world.Get<DemoSeed>().SeedOnceAsync(Cancel);

        var documents = world.Get<DocumentService>();
        foreach (var organization in await world.OrganizationsAsync())
        {
            var list = await documents.ListAsync(SeededWorld.Installation, organization.Id, new(0, 10), Cancel);
            Assert.Equal(4, list.TotalCount);
            var view = await documents.GetAsync(SeededWorld.Installation, organization.Id, list.Items[0].Id, 10_000, Cancel);
            var download = await documents.OpenAsync(SeededWorld.Installation, organization.Id, list.Items[0].Id, Cancel);
            await using var content = download.Content;
            using var reader = new StreamReader(content);
            Assert.Equal(view.Text, await reader.ReadToEndAsync(Cancel));
        }

        Assert.NotEmpty(Directory.EnumerateFiles(world.StoragePath, "*", SearchOption.AllDirectories));
        await world.Get<DemoData>().RemoveAsync(SeededWorld.Installation, null, Cancel);
        Assert.Empty(Directory.EnumerateFiles(world.StoragePath, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task SeedOnceAsync_RemovedDemo_DoesNotComeBack()
    {
        await using var world = await SeededWorld.CreateAsync();
        await world.Get<DemoSeed>().SeedOnceAsync(Cancel);
        await world.Get<DemoData>().RemoveAsync(SeededWorld.Installation, null, Cancel);

        Assert.False(await world.Get<DemoSeed>().SeedOnceAsync(Cancel));
        Assert.Empty(await world.OrganizationsAsync());
    }

    [Fact]
    public async Task SeedOnceAsync_StartBrokenOffBefore_AddsOnlyWhatIsMissing()
    {
        await using var world = await SeededWorld.CreateAsync();
        await world.Get<DemoSeed>().SeedOnceAsync(Cancel);
        await using (var db = world.Database.OpenSystem())
        {
            await db.Set<PlatformSetting>().Where(setting => setting.Name == "demo.seeded").ExecuteDeleteAsync(Cancel);
        }

        Assert.True(await world.Get<DemoSeed>().SeedOnceAsync(Cancel));
        Assert.Equal(4, (await world.OrganizationsAsync()).Count);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RemoveAsync_DemoOrganizations_LeavesNoRowInAnyTableWithAnOrganization(DatabaseEngine engine)
    {
        await using var world = await SeededWorld.CreateAsync(engine);
        await world.SeedAsync(organizations: 3);

        await world.Get<DemoData>().RemoveAsync(SeededWorld.Installation, null, Cancel);

        await using var db = world.Database.OpenSystem();
        foreach (var table in db.Model.GetEntityTypes().Where(entity => entity.FindProperty("OrganizationId") is not null || entity.ClrType == typeof(Organization)))
        {
#pragma warning disable EF1002 // The name of a table comes from the model.
            var rows = await db.Database.SqlQueryRaw<int>($"SELECT CAST(COUNT(*) AS integer) AS \"Value\" FROM {table.GetTableName()}").SingleAsync(Cancel);
#pragma warning restore EF1002
            Assert.True(rows == 0, $"{rows} rows left in {table.GetTableName()}");
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RemoveAsync_DemoOrganizations_TakesTheirShareOutOfThePlatformsSums(DatabaseEngine engine)
    {
        await using var world = await SeededWorld.CreateAsync(engine);
        await world.SeedAsync(organizations: 3);

        await world.Get<DemoData>().RemoveAsync(SeededWorld.Installation, null, Cancel);

        await using var db = world.Database.OpenSystem();
        Assert.False(await db.Set<PlatformDailyUsage>().AnyAsync(Cancel));
    }

    [Fact]
    public async Task RemoveAsync_OrganizationOfPeople_IsNotTouched()
    {
        await using var world = await SeededWorld.CreateAsync();
        var own = await world.AddOrganizationAsync();
        await world.SeedAsync();

        await world.Get<DemoData>().RemoveAsync(SeededWorld.Installation, null, Cancel);

        Assert.Equal(own.Id, Assert.Single(await world.OrganizationsAsync()).Id);
        Assert.IsType<AuditVerification.Whole>(await world.Get<AuditVerifier>().OrganizationAsync(SeededWorld.Installation, own.Id, Cancel));
    }

    [Fact]
    public async Task RemoveAsync_Removal_IsToldInThePlatformsChainWithWhereTheOtherEnded()
    {
        await using var world = await SeededWorld.CreateAsync();
        await world.SeedAsync(organizations: 1);
        var organization = Assert.Single(await world.OrganizationsAsync());

        await world.Get<DemoData>().RemoveAsync(SeededWorld.Installation, null, Cancel);

        await using var db = world.Database.OpenSystem();
        var told = await db.Set<PlatformAuditEntry>().SingleAsync(entry => entry.Action == "demo.removed", Cancel);
        Assert.Contains($"organization:{organization.Id}", told.Payload, StringComparison.Ordinal);
        Assert.Contains("\"last_audit_seq\":2,\"last_audit_hash\":\"", told.Payload, StringComparison.Ordinal); // It was seeded, and deleted.
    }

    [Fact]
    public async Task RemoveAsync_TwoOrganizations_ReportsEach()
    {
        await using var world = await SeededWorld.CreateAsync();
        await world.SeedAsync();
        var reported = new List<int>();

        await world.Get<DemoData>().RemoveAsync(SeededWorld.Installation, new Reports(reported), Cancel);

        Assert.Equal([0, 1, 2], reported);
    }

    [Fact]
    public async Task RemoveAsync_OwnerOfAnOrganization_IsRefused()
    {
        await using var world = await SeededWorld.CreateAsync();
        await world.SeedAsync();
        var owner = await world.AddMemberAsync((await world.OrganizationsAsync())[0].Id, ConsoleRole.Owner);

        await Assert.ThrowsAsync<AccessDeniedException>(() => world.Get<DemoData>().RemoveAsync(owner, null, Cancel));
    }

    private sealed class Reports(List<int> organizations) : IProgress<DemoRemoval>
    {
        public void Report(DemoRemoval value) => organizations.Add(value.Organizations);
    }
}
