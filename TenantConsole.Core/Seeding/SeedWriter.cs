using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Documents;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Roles;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Core.Usage.Ledger;

namespace TenantConsole.Core.Seeding;

/// <summary>
/// Writes an organization with its calls, all in one transaction: the organization with its job roles and agents, calls and attempts as they are made up, then what they add up to, and one
/// audit entry for the whole. In memory there are one chunk of calls and one organization's sums.
/// </summary>
internal sealed class SeedWriter(ConsoleDatabase database, AuditLog audit, IDocumentStore store)
{
    private const int ChunkCalls = 5_000;

    /// <summary>Where the streams of chance begin that agents' ids come from: apart from those of calls, which are the same with and without agents.</summary>
    private const int AgentStreams = 1_000_000;
    private const int OutcomeStreams = 3_000_000;
    private const int QuestionStreams = 4_000_000;

    /// <summary>Returns the number of rows of calls and attempts.</summary>
    public async Task<long> WriteAsync(Actor actor, SeedPlan plan, DateTime untilUtc, CancellationToken cancellationToken)
    {
        var wanted = plan.Organization;
        var zone = LocalCalendar.Zone(wanted.TimeZone);
        var fromUtc = LocalCalendar.StartOfDayUtc(LocalCalendar.DayOf(untilUtc.AddTicks(-1), zone).AddDays(1 - plan.Days), zone);
        var random = new SeededRandom(plan.Seed, plan.Stream);
        var organization = Organization(wanted, random, fromUtc);

        await using var db = database.OpenSystem();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        db.Add(organization);
        var roles = JobRoleService.Add(db, organization.Id, plan.Roles, () => random.Id<RoleId>(fromUtc));
        var agents = SeedAgents.Add(db, organization.Id, plan.Agents, roles, new SeededRandom(plan.Seed, AgentStreams + plan.Stream), fromUtc);
        await db.SaveChangesAsync(cancellationToken);

        var (sums, rows) = (new OrganizationSums(), 0L);
        var load = BulkLoad.In(db);
        var generator = new UsageGenerator(organization.Id, plan.Profile, zone, random, agents);
        foreach (var calls in generator.Calls(fromUtc, untilUtc, plan.Calls).Chunk(ChunkCalls))
        {
            await load.InsertAsync(LedgerTables.Records, calls.Select(call => call.Record), cancellationToken);
            await load.InsertAsync(LedgerTables.Attempts, calls.SelectMany(call => call.Attempts), cancellationToken);
            foreach (var (record, attempts) in calls)
            {
                sums.Add(record, attempts);
                rows += 1 + attempts.Count;
            }
        }

        var talks = DemoTalks.Of(wanted.Slug);
        await DemoConversations.AddAsync(db, organization, talks, random, untilUtc, cancellationToken);
        if (talks.Count > 0)
        {
            await DemoOutcomes.AddAsync(db, organization, new SeededRandom(plan.Seed, OutcomeStreams + plan.Stream), untilUtc, cancellationToken);
            await DemoQuestions.AddAsync(db, organization, new SeededRandom(plan.Seed, QuestionStreams + plan.Stream), untilUtc, cancellationToken);
        }

        await LoadSumsAsync(load, organization.Id, sums, cancellationToken);
        await SeedTickets.AddAsync(db, load, plan, organization, fromUtc, untilUtc, cancellationToken);
        if (plan.BudgetSpentPercent is { } percent)
        {
            var spent = sums.Used.GetValueOrDefault(OrganizationSums.MonthKey(LocalCalendar.DayOf(untilUtc, zone)));
            organization.Preferences = organization.Preferences with { MonthlyBudgetPicoUsd = BudgetOf(spent, percent) };
        }

        if (plan.HasDocuments)
        {
            await DemoDocuments.AddAsync(db, store, organization, random, untilUtc, cancellationToken);
        }

        await audit.SaveAsync(db, actor, organization.Id, new("demo.seeded", $"organization:{organization.Id}", new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["seed"] = plan.Seed,
            ["calls"] = sums.Calls,
            ["from"] = fromUtc.ToString("O"),
            ["until"] = untilUtc.ToString("O"),
        }), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return rows;
    }

    /// <summary>A budget in tenths of a dollar of which this much, or a little less, is spent.</summary>
    private static long BudgetOf(long spentPicoUsd, int percent)
    {
        const long Step = PicoUsd.PerUsd / 10;
        return Math.Max(1, (long)decimal.Ceiling((decimal)spentPicoUsd * 100 / percent / Step)) * Step;
    }

    private static Organization Organization(NewOrganization wanted, SeededRandom random, DateTime createdUtc)
    {
        var settings = wanted.Settings();
        return new()
        {
            Id = random.Id<OrganizationId>(createdUtc),
            Slug = wanted.Slug,
            Name = wanted.Name,
            Industry = wanted.Industry,
            Size = wanted.Size,
            Tier = wanted.Tier,
            TimeZone = wanted.TimeZone,
            AdminContactName = wanted.AdminContactName,
            AdminContactEmail = wanted.AdminEmail,
            CreatedUtc = createdUtc,
            Preferences = settings.Preferences,
            Features = settings.Features,
            ComplianceRequirements = settings.ComplianceRequirements,
            DataRegion = settings.DataRegion,
            IsDemo = true,
        };
    }

    private static async Task LoadSumsAsync(BulkLoad load, OrganizationId organizationId, OrganizationSums sums, CancellationToken cancellationToken)
    {
        var (id, rollups) = (organizationId.Value, sums.Rollups);
        await load.InsertAsync(LedgerTables.Hourly, rollups.Hourly.Select(row => (id, row.Key.HourUtc, row.Key.ModelId, (UsageMeasures)row.Value)), cancellationToken);
        await load.InsertAsync(LedgerTables.Daily, rollups.Daily.Select(row => (id, row.Key.Day, row.Key.ModelId, (UsageMeasures)row.Value)), cancellationToken);
        await load.InsertAsync(LedgerTables.Monthly, rollups.Monthly.Select(row => (id, row.Key.Month, row.Key.ModelId, (UsageMeasures)row.Value)), cancellationToken);
        await load.InsertAsync(LedgerTables.DailyTotals, rollups.DailyTotals.Select(row => (id, row.Key, (UsageMeasures)row.Value)), cancellationToken);
        await load.InsertAsync(LedgerTables.DailySubjects, rollups.DailySubjects.Select(row => (id, row.Key.Subject, row.Key.Day, (UsageMeasures)row.Value)), cancellationToken);
        await load.InsertAsync(LedgerTables.Counters, sums.Used.Select(used => (id, used.Key, new CounterValue(used.Value, 0))), cancellationToken);

        var shard = PlatformDailyUsage.ShardOf(organizationId);
        await load.InsertAsync(
            LedgerTables.PlatformDaily,
            rollups.Daily.OrderBy(row => row.Key).Select(row => (row.Key.Day, row.Key.ModelId, shard, (UsageMeasures)row.Value)),
            cancellationToken);
    }
}
