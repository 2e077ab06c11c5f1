using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Core.Organizations;

namespace TenantConsole.Tests.Core.Usage;

public sealed class OrganizationDirectorySqliteTests() : OrganizationDirectoryTests(DatabaseEngine.Sqlite);

public sealed class OrganizationDirectoryPostgresTests() : OrganizationDirectoryTests(DatabaseEngine.PostgreSql);

public abstract class OrganizationDirectoryTests(DatabaseEngine engine) : IAsyncLifetime
{
    private static readonly DateOnly November = new(2026, 11, 1);

    private OrganizationsWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await OrganizationsWorld.CreateAsync(engine);

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task ListAsync_NoSort_IsByNameWithoutRegardToCaseAndAccents()
    {
        await _world.AddAsync("z", "zebra", Longer);
        await _world.AddAsync("e", "Éclair", Longer);
        await _world.AddAsync("a", "Apple", Longer);
        await _world.AddAsync("f", "fig", Longer);

        Assert.Equal(["Apple", "Éclair", "fig", "zebra"], (await ListAsync(new(0, 10))).Select(item => item.Name));
    }

    [Theory]
    [InlineData("CLAIR")]
    [InlineData("eclair")]
    [InlineData("Éc")]
    [InlineData("bakery-7")]
    public async Task ListAsync_Search_FindsNameAndSlug(string search)
    {
        await _world.AddAsync("bakery-7", "Éclair");
        await _world.AddAsync("other", "Other");

        Assert.Equal(["Éclair"], (await ListAsync(new(0, 10, search))).Select(item => item.Name));
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("' OR 1=1 --")]
    public async Task ListAsync_SearchForSignsOfSql_IsText(string search)
    {
        await _world.AddAsync();

        Assert.Empty(await ListAsync(new(0, 10, search)));
    }

    [Fact]
    public async Task ListAsync_SortedByCost_UsesThisMonthOnly()
    {
        var (cheap, dear) = (await _world.AddAsync("cheap"), await _world.AddAsync("dear"));
        await _world.AddAsync("idle");
        await _world.AddUsageAsync(cheap, November, 10, 10, 5);
        await _world.AddUsageAsync(cheap, November.AddMonths(-1), 10, 10, 5_000);
        await _world.AddUsageAsync(dear, November, 3, 1, 400);
        await _world.AddUsageAsync(dear, November, 1, 0, 100, "gpt-4o");

        var items = await ListAsync(new(0, 10, Sort: OrganizationDirectory.Sorts.Cost, Descending: true));

        Assert.Equal([("dear", 500L, 4L), ("cheap", 5L, 10L), ("idle", 0L, 0L)], items.Select(item => (item.Slug, item.CostPicoUsd!.Value, item.Queries)));
    }

    [Fact]
    public async Task ListAsync_Answered_HasTheShareOfSmallModels()
    {
        await _world.AddUsageAsync(await _world.AddAsync(), November, 4, 3, 0);

        Assert.Equal(0.75, (await ListAsync(new(0, 10))).Single().SlmShare);
    }

    [Fact]
    public async Task ListAsync_SortedByTier_GoesFromSmallToLarge()
    {
        await _world.AddAsync("e1", change: wanted => wanted with { Tier = Tier.Enterprise });
        await _world.AddAsync("b1", change: wanted => wanted with { Tier = Tier.Basic });
        await _world.AddAsync("p1", change: wanted => wanted with { Tier = Tier.Professional });

        Assert.Equal(["b1", "p1", "e1"], (await ListAsync(new(0, 10, Sort: OrganizationDirectory.Sorts.Tier))).Select(item => item.Slug));
    }

    [Fact]
    public async Task ListAsync_ZonesOnBothSidesOfAMonthsEnd_EachCountsItsOwnMonth()
    {
        _world.Time.SetUtcNow(new(2026, 12, 1, 3, 0, 0, TimeSpan.Zero));
        var (west, east) = (await _world.AddAsync("west", change: wanted => wanted with { TimeZone = "America/Los_Angeles" }), await _world.AddAsync("east", change: wanted => wanted with { TimeZone = "Asia/Tokyo" }));
        foreach (var organization in new[] { west, east })
        {
            await _world.AddUsageAsync(organization, November, 11, 11, 0);
            await _world.AddUsageAsync(organization, November.AddMonths(1), 12, 12, 0);
        }

        Assert.Equal([("east", 12L), ("west", 11L)], (await ListAsync(new(0, 10, Sort: OrganizationDirectory.Sorts.Queries, Descending: true))).Select(item => (item.Slug, item.Queries)));
    }

    [Fact]
    public async Task ListAsync_SecondPage_HasTheRestAndTheWholeCount()
    {
        foreach (var number in Enumerable.Range(1, 5))
        {
            await _world.AddAsync($"org-{number}", $"Organization {number}");
        }

        var page = await _world.Listing.ListAsync(OrganizationsWorld.Installation, new(1, 3), OrganizationFilter.None, Cancel);

        Assert.Equal((5, "org-4,org-5"), (page.TotalCount, string.Join(',', page.Items.Select(item => item.Slug))));
    }

    [Fact]
    public async Task ListAsync_Filters_AllHold()
    {
        await _world.AddAsync("right", change: wanted => wanted with { Tier = Tier.Enterprise, Industry = Industry.Tech });
        await _world.AddAsync("tier", change: wanted => wanted with { Tier = Tier.Basic, Industry = Industry.Tech });
        await _world.AddAsync("industry", change: wanted => wanted with { Tier = Tier.Enterprise, Industry = Industry.Retail });

        Assert.Equal(["right"], (await ListAsync(new(0, 10), new(Tier.Enterprise, Industry.Tech, OrganizationStatus.Active))).Select(item => item.Slug));
    }

    [Fact]
    public async Task ListAsync_Member_SeesTheirOwnOnly()
    {
        var mine = await _world.AddAsync("mine");
        await _world.AddAsync("theirs");
        var member = await _world.AddMemberAsync(mine, ConsoleRole.Viewer);

        var page = await _world.Listing.ListAsync(member, new(0, 10), OrganizationFilter.None, Cancel);

        Assert.Equal((1, "mine"), (page.TotalCount, page.Items.Single().Slug));
    }

    [Theory]
    [InlineData(ConsoleRole.Viewer, false)]
    [InlineData(ConsoleRole.Operator, false)]
    [InlineData(ConsoleRole.Billing, true)]
    [InlineData(ConsoleRole.Owner, true)]
    public async Task ListAsync_Member_SeesCostsByRole(ConsoleRole role, bool sees)
    {
        var organization = await _world.AddAsync();
        await _world.AddUsageAsync(organization, November, 1, 1, 77);
        var member = await _world.AddMemberAsync(organization, role);

        var page = await _world.Listing.ListAsync(member, new(0, 10), OrganizationFilter.None, Cancel);

        Assert.Equal(sees ? 77 : null, page.Items.Single().CostPicoUsd);
    }

    [Fact]
    public async Task ThisMonthAsync_Organization_SumsItsModels()
    {
        var organization = await _world.AddAsync();
        await _world.AddUsageAsync(organization, November, 3, 3, 10);
        await _world.AddUsageAsync(organization, November, 1, 0, 90, "gpt-4o");

        var month = await _world.Listing.ThisMonthAsync(OrganizationsWorld.Installation, organization.Id, Cancel);

        Assert.Equal((4, 100, 0.75, 100), (month.Queries, month.CostPicoUsd, month.SlmShare, month.AverageResponseMs));
    }

    [Fact]
    public async Task ThisMonthAsync_Viewer_SeesNoCost()
    {
        var organization = await _world.AddAsync();
        await _world.AddUsageAsync(organization, November, 3, 3, 10);
        var viewer = await _world.AddMemberAsync(organization, ConsoleRole.Viewer);

        Assert.Null((await _world.Listing.ThisMonthAsync(viewer, organization.Id, Cancel)).CostPicoUsd);
    }

    private static NewOrganization Longer(NewOrganization wanted) => wanted with { Slug = wanted.Slug + "-x" };

    private async Task<IReadOnlyList<OrganizationListItem>> ListAsync(PageRequest request, OrganizationFilter? filter = null) =>
        (await _world.Listing.ListAsync(OrganizationsWorld.Installation, request, filter ?? OrganizationFilter.None, Cancel)).Items;
}
