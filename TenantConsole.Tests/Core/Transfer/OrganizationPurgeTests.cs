using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Transfer;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Core.Seeding;
using TenantConsole.Tests.Isolation.Probes;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Transfer;

public sealed class OrganizationPurgeTests
{
    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task PurgeAsync_RowsInEveryTable_LeavesNoneAndProvesIt(DatabaseEngine engine)
    {
        await using var world = await IsolationWorld.CreateAsync(engine);
        var before = await TableCounts.OfAsync(world.Test, world.First);
        Assert.Equal("purge_grants.purged_organization_id", Assert.Single(before, table => table.Value == 0).Key);
        before["audit_entries.organization_id"]++; // That it was deleted is told in its own chain first.

        var proof = await PurgeOf(world.Test.Database).PurgeAsync(SeededWorld.Installation, world.First, null, Cancel);

        Assert.All(await TableCounts.OfAsync(world.Test, world.First), table => Assert.Equal((table.Key, 0), (table.Key, table.Value)));
        Assert.Equal(before.Where(table => table.Value > 0).Select(table => (table.Key.Split('.')[0], table.Value)), proof.Tables.Select(table => (table.Key, table.Value)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task PurgeAsync_OtherOrganizations_AreNotTouched(DatabaseEngine engine)
    {
        await using var world = await IsolationWorld.CreateAsync(engine);
        var before = await OthersAsync(world);

        await PurgeOf(world.Test.Database).PurgeAsync(SeededWorld.Installation, world.First, null, Cancel);

        Assert.Equal(before, await OthersAsync(world));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task PurgeAsync_MoreRowsThanABatch_TakesThemInSeveralAndKeepsThePlatformsSumsSound(DatabaseEngine engine)
    {
        await using var world = await SeededWorld.CreateAsync(engine);
        await world.SeedAsync(organizations: 2, events: 13_000);
        var (first, second) = (await world.OrganizationsAsync() is [var one, var two]) ? (one, two) : throw new InvalidOperationException("Two were seeded.");
        var batches = new List<PurgeProgress>();

        var proof = await world.Get<OrganizationPurge>().PurgeAsync(SeededWorld.Installation, first.Id, new Reports(batches), Cancel);

        Assert.True(proof.Tables["usage_records"] > 5_000);
        Assert.True(batches.Count(batch => batch.Table == "usage_records") > 1);
        Assert.Equal(batches.Select(batch => batch.Rows).Order(), batches.Select(batch => batch.Rows));
        var check = Assert.IsType<LedgerCheckResult.Clean>(await world.Get<LedgerCheck>().AllAsync(SeededWorld.Installation, null, Cancel));
        Assert.Equal(second.Id, Assert.Single(await world.OrganizationsAsync()).Id);
        Assert.Equal(1, check.Organizations);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task PurgeAsync_BrokenOff_GoesOnWithTheCountsOfTheBeginning(DatabaseEngine engine)
    {
        await using var world = await SeededWorld.CreateAsync(engine);
        await world.SeedAsync(organizations: 1, events: 6_000);
        var organization = Assert.Single(await world.OrganizationsAsync());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var brokenOff = new StopAtRecords(stop);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => world.Get<OrganizationPurge>().PurgeAsync(SeededWorld.Installation, organization.Id, brokenOff, stop.Token));
        Assert.IsType<LedgerCheckResult.Clean>(await world.Get<LedgerCheck>().AllAsync(SeededWorld.Installation, null, Cancel));
        await Assert.ThrowsAsync<InvalidInputException>(() => world.Get<OrganizationDeletion>().TakeBackAsync(SeededWorld.Installation, organization.Id, Cancel));

        world.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await world.Get<OrganizationPurge>().PurgeDueAsync(SeededWorld.Installation, Cancel));

        Assert.Empty(await world.OrganizationsAsync());
        await using var db = world.Database.OpenSystem();
        var told = await db.Set<PlatformAuditEntry>().SingleAsync(entry => entry.Action == "organization.purged", Cancel);
        Assert.Contains("\"usage_records\":6000", told.Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PurgeAsync_Purge_IsToldInThePlatformsChainWithWhereTheOtherEnded()
    {
        await using var world = await SeededWorld.CreateAsync();
        var organization = await world.AddOrganizationAsync();
        await world.Get<OrganizationDeletion>().DeleteAsync(SeededWorld.Installation, organization.Id, "contoso", Cancel);
        var end = Assert.IsType<AuditVerification.Whole>(await world.Get<AuditVerifier>().OrganizationAsync(SeededWorld.Installation, organization.Id, Cancel));

        var proof = await world.Get<OrganizationPurge>().PurgeAsync(SeededWorld.Installation, organization.Id, null, Cancel);

        Assert.Equal(("contoso", end.Entries, end.LastHash), (proof.Slug, proof.LastAuditSeq, proof.LastAuditHash));
        await using var db = world.Database.OpenSystem();
        var told = await db.Set<PlatformAuditEntry>().SingleAsync(entry => entry.Action == "organization.purged", Cancel);
        Assert.All(["\"slug\":\"contoso\"", $"organization:{organization.Id}", end.LastHash, "\"rows_left\":0"], part => Assert.Contains(part, told.Payload, StringComparison.Ordinal));
    }

    [Fact]
    public async Task PurgeAsync_Slug_IsFreeAgain()
    {
        await using var world = await SeededWorld.CreateAsync();
        await world.Get<OrganizationPurge>().PurgeAsync(SeededWorld.Installation, (await world.AddOrganizationAsync()).Id, null, Cancel);

        Assert.Equal("contoso", (await world.AddOrganizationAsync()).Slug);
    }

    [Fact]
    public async Task PurgeAsync_OwnerOfIt_IsRefused()
    {
        await using var world = await SeededWorld.CreateAsync();
        var organization = await world.AddOrganizationAsync();
        var owner = await world.AddMemberAsync(organization.Id, ConsoleRole.Owner);

        await Assert.ThrowsAsync<AccessDeniedException>(() => world.Get<OrganizationPurge>().PurgeAsync(owner, organization.Id, null, Cancel));
        Assert.Single(await world.OrganizationsAsync());
    }

    [Fact]
    public async Task PurgeAsync_NoSuchOrganization_IsRefusedAsAForeignOne()
    {
        await using var world = await SeededWorld.CreateAsync();

        await Assert.ThrowsAsync<AccessDeniedException>(
            () => world.Get<OrganizationPurge>().PurgeAsync(SeededWorld.Installation, OrganizationId.From(Guid.CreateVersion7()), null, Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task PurgeDueAsync_GracePeriod_IsKeptToItsEnd(DatabaseEngine engine)
    {
        await using var world = await SeededWorld.CreateAsync(engine);
        var (deleted, kept) = (await world.AddOrganizationAsync("fabrikam"), await world.AddOrganizationAsync());
        await world.Get<OrganizationDeletion>().DeleteAsync(SeededWorld.Installation, deleted.Id, "fabrikam", Cancel);

        world.Time.Advance(OrganizationDeletion.GracePeriod - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await world.Get<OrganizationPurge>().PurgeDueAsync(SeededWorld.Installation, Cancel));
        world.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await world.Get<OrganizationPurge>().PurgeDueAsync(SeededWorld.Installation, Cancel));

        Assert.Equal(kept.Id, Assert.Single(await world.OrganizationsAsync()).Id);
    }

    [Fact]
    public async Task OwnedTables_Model_AreParentsBeforeChildrenAndAllOfThem()
    {
        await using var world = await SeededWorld.CreateAsync();
        await using var db = world.Database.OpenSystem();

        var tables = OwnedTables.Of(db.Model);

        Assert.Equal("organizations", tables[0].Name);
        Assert.Equal(1 + db.Model.GetEntityTypes().Count(entity => entity.ClrType.IsAssignableTo(typeof(ITenantOwned))), tables.Count);
        foreach (var (table, place) in tables.Select((table, place) => (table, place)))
        {
            var open = table.Entity.GetForeignKeys().Where(key => !key.Properties.Any(table.Loose.Contains)).Select(key => key.PrincipalEntityType);
            Assert.All(open, parent => Assert.True(tables.Take(place).Any(earlier => earlier.Entity == parent), $"{table.Name} stands before {parent.DisplayName()}"));
        }
    }

    [Fact]
    public async Task OwnedTables_BothEngines_HaveOneOrder()
    {
        await using var world = await SeededWorld.CreateAsync();
        await using var sqlite = world.Database.OpenSystem();
        await using var postgres = new TenantConsole.Core.Persistence.PostgresDesignTimeFactory().CreateDbContext([]);

        Assert.Equal(OwnedTables.Of(postgres.Model).Select(table => table.Name), OwnedTables.Of(sqlite.Model).Select(table => table.Name));
    }

    private static OrganizationPurge PurgeOf(ConsoleDatabase database) => new(database, new AccessControl(database), new AuditLog(TimeProvider.System), TimeProvider.System);

    private static async Task<string> OthersAsync(IsolationWorld world)
    {
        await using var db = world.Test.Database.OpenSystem();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        return await world.ReadFingerprintOfOthersAsync(Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(transaction), world.First);
    }

    private sealed class Reports(List<PurgeProgress> told) : IProgress<PurgeProgress>
    {
        public void Report(PurgeProgress value) => told.Add(value);
    }

    /// <summary>Breaks the purge off when the first calls are gone.</summary>
    private sealed class StopAtRecords(CancellationTokenSource stop) : IProgress<PurgeProgress>
    {
        public void Report(PurgeProgress value)
        {
            if (value.Table == "usage_records")
            {
                stop.Cancel();
            }
        }
    }
}
