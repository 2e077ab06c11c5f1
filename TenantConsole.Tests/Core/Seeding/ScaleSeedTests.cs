using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Core.Seeding;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Seeding;

public sealed class ScaleSeedTests
{
    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RunAsync_Events_AreExactlyAsManyAsAskedFor(DatabaseEngine engine)
    {
        await using var world = await SeededWorld.CreateAsync(engine);

        var done = await world.SeedAsync(organizations: 7, events: 1_003);

        await using var db = world.Database.OpenSystem();
        Assert.Equal((7, 1_003), (done.Organizations, await db.Set<UsageRecord>().CountAsync(Cancel)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RunAsync_SameSeedOnTheSameDay_GivesTheSameCalls(DatabaseEngine engine)
    {
        await using var first = await SeededWorld.CreateAsync(engine);
        await using var second = await SeededWorld.CreateAsync();
        second.Time.Advance(TimeSpan.FromHours(3));

        await first.SeedAsync(seed: 42);
        await second.SeedAsync(seed: 42);

        Assert.Equal(await TextOfAsync(first), await TextOfAsync(second));
    }

    [Fact]
    public async Task RunAsync_OtherSeed_GivesOtherCalls()
    {
        await using var world = await SeededWorld.CreateAsync();
        await world.SeedAsync(organizations: 1, seed: 1);
        await world.SeedAsync(organizations: 1, seed: 2);

        var organizations = await world.OrganizationsAsync();
        Assert.NotEqual((await world.CallsAsync(organizations[0].Id)).Sum(call => call.Record.CostPicoUsd), (await world.CallsAsync(organizations[1].Id)).Sum(call => call.Record.CostPicoUsd));
    }

    [Fact]
    public async Task RunAsync_Calls_CostWhatTheCatalogueSays()
    {
        await using var world = await SeededWorld.CreateAsync();
        await world.SeedAsync();
        var catalog = new ModelCatalog(CatalogSeed.Models);

        foreach (var (record, attempts) in await world.CallsAsync((await world.OrganizationsAsync())[0].Id))
        {
            var expected = attempts.Count == 0
                ? catalog.PriceAt(record.ModelId, record.OccurredUtc)!.CostPicoUsd(record.InputTokens, record.CachedInputTokens, record.OutputTokens, record.ReasoningTokens)
                : attempts.Sum(a => catalog.PriceAt(a.ModelId, record.OccurredUtc)!.CostPicoUsd(a.InputTokens, a.CachedInputTokens, a.OutputTokens, a.ReasoningTokens));
            Assert.Equal(expected, record.CostPicoUsd);
        }
    }

    [Fact]
    public async Task RunAsync_Run_LeavesAWholeChainOfOneEntryAnOrganization()
    {
        await using var world = await SeededWorld.CreateAsync();
        await world.SeedAsync();

        var verification = await world.Get<AuditVerifier>().OrganizationAsync(SeededWorld.Installation, (await world.OrganizationsAsync())[0].Id, Cancel);
        Assert.Equal(1, Assert.IsType<AuditVerification.Whole>(verification).Entries);
    }

    [Fact]
    public async Task RunAsync_SameSeedAgain_IsRefusedAndWritesNothing()
    {
        await using var world = await SeededWorld.CreateAsync();
        await world.SeedAsync();

        await Assert.ThrowsAsync<InvalidInputException>(() => world.SeedAsync());
        Assert.Equal(2, (await world.OrganizationsAsync()).Count);
    }

    [Theory]
    [InlineData(0, 1, 1, 1)]
    [InlineData(1, -1, 1, 1)]
    [InlineData(1, 1, 0, 1)]
    [InlineData(1, 1, 1, -1)]
    public async Task RunAsync_NumberOutOfRange_IsRefused(int organizations, long events, int days, int seed)
    {
        await using var world = await SeededWorld.CreateAsync();

        await Assert.ThrowsAsync<InvalidInputException>(() => world.SeedAsync(organizations, events, days, seed));
    }

    [Fact]
    public async Task RunAsync_OwnerOfAnOrganization_IsRefused()
    {
        await using var world = await SeededWorld.CreateAsync();
        var owner = await world.AddMemberAsync((await world.AddOrganizationAsync()).Id, ConsoleRole.Owner);

        await Assert.ThrowsAsync<AccessDeniedException>(() => world.Get<ScaleSeed>().RunAsync(owner, new(1, 1, 1, 1), null, Cancel));
    }

    private static async Task<string> TextOfAsync(SeededWorld world)
    {
        var all = new List<object>();
        foreach (var organization in await world.OrganizationsAsync())
        {
            all.AddRange((await world.CallsAsync(organization.Id)).Select(call => new { call.Record, call.Attempts }));
        }

        return JsonSerializer.Serialize(all);
    }
}
