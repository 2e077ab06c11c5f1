using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Common;
using TenantConsole.Core.Documents;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Roles;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Tickets;
using TenantConsole.Core.Usage.Ledger;
using TenantConsole.Tests.Core.Organizations;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Quotas;

/// <summary>
/// Every limit at its edge, through the service that a page or a call goes through, many at once: every limit of every tier with the tier's own number, and the limits that an organization sets itself.
/// What was there before is written into the counter, so that the ten thousandth ticket needs no ten thousand tickets.
/// </summary>
public sealed class LimitEdgeTests
{
    private const int AtOnce = 6;

    private static readonly Actor Somebody = OrganizationsWorld.Installation;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Of all that there are: a limit that is added is tried, or fails for want of a way to use it up.</summary>
    public static TheoryData<DatabaseEngine, LimitName, Tier> Edges => [.. from engine in EngineDatabase.Engines.Select(row => row.Data)
                                                                          from limit in Enum.GetValues<LimitName>()
                                                                          from tier in Enum.GetValues<Tier>()
                                                                          where tier == Tier.Basic || TierLimits.Of(tier).Value(limit) is not null
                                                                          select (engine, limit, tier)];

    [Theory]
    [MemberData(nameof(Edges))]
    public async Task Limit_OneBelowAtAndAbove_NeverPassesItsCap(DatabaseEngine engine, LimitName limit, Tier tier)
    {
        await using var world = await OrganizationsWorld.CreateAsync(engine);
        await world.Catalog.SeedAsync(Cancel);
        var organization = await world.AddAsync(change: wanted => wanted with { Tier = tier });
        var cap = TierLimits.Of(tier).Value(limit) ?? await SetAsync(world, organization, limit);
        var size = SizeOf(limit);

        await FillAsync(world, organization, limit, cap - (2 * size));
        Assert.True(await UseAsync(world, organization, limit));

        // Room for one.
        Assert.Equal(1, await UseAtOnceAsync(world, organization, limit));
        Assert.Equal(cap, await CountedAsync(world, organization, limit));

        // Exactly full.
        Assert.Equal(0, await UseAtOnceAsync(world, organization, limit));
        Assert.Equal(cap, await CountedAsync(world, organization, limit));

        // More than the cap, as after a change to a smaller tier.
        await FillAsync(world, organization, limit, cap + size);
        Assert.Equal(0, await UseAtOnceAsync(world, organization, limit));
        Assert.Equal(cap + size, await CountedAsync(world, organization, limit));
    }

    /// <summary>How much of a limit one use takes.</summary>
    private static long SizeOf(LimitName limit) => limit switch
    {
        LimitName.MonthlyBudgetUsd => PicoUsd.FromUsd(0.01m),
        LimitName.TokensPerMinute => 100,
        _ => 1,
    };

    /// <summary>A limit that no tier has.</summary>
    private static async Task<long> SetAsync(OrganizationsWorld world, Organization organization, LimitName limit)
    {
        var cap = 10 * SizeOf(limit);
        await world.Organizations.SetLimitAsync(Somebody, organization.Id, new(limit, cap, null, "trial"), Cancel);
        return cap;
    }

    private static async Task<int> UseAtOnceAsync(OrganizationsWorld world, Organization organization, LimitName limit) =>
        (await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(() => UseAsync(world, organization, limit))))).Count(used => used);

    /// <summary>Whether there was room for one more.</summary>
    private static async Task<bool> UseAsync(OrganizationsWorld world, Organization organization, LimitName limit)
    {
        var name = $"n{Guid.CreateVersion7():N}";
        try
        {
            switch (limit)
            {
                case LimitName.Agents:
                    await world.Get<AgentService>().CreateAsync(Somebody, organization.Id, new() { Name = name, Type = AgentType.ServiceDesk }, Cancel);
                    return true;
                case LimitName.Roles:
                    await world.Get<JobRoleService>().CreateAsync(Somebody, organization.Id, new(name, name, "", 0), Cancel);
                    return true;
                case LimitName.TicketsPerMonth:
                    await world.Get<TicketService>().CreateAsync(Somebody, organization.Id, new() { Title = name, Description = "", Priority = TicketPriority.Low }, Cancel);
                    return true;
                case LimitName.DocumentBytes:
                    await world.Get<DocumentUploads>().UploadAsync(Somebody, organization.Id, new($"{name}.txt", 1), new MemoryStream("a"u8.ToArray()), null, Cancel);
                    return true;
                default:
                    var result = await world.Get<LedgerWriter>().ReserveAsync(RequestFor(limit, organization.Id, name), Somebody);
                    Assert.True(result is ReservationResult.Admitted || result is ReservationResult.Refused refused && refused.Refusal.Limit == limit);
                    return result is ReservationResult.Admitted;
            }
        }
        catch (LimitReachedException reached)
        {
            Assert.Equal(limit, reached.Refusal.Limit);
            return false;
        }
    }

    /// <summary>A call that takes of other limits too; they have room.</summary>
    private static ReservationRequest RequestFor(LimitName limit, OrganizationId organization, string name) => limit switch
    {
        LimitName.ApiCallsPerDay or LimitName.MonthlyBudgetUsd or LimitName.RequestsPerMinute or LimitName.TokensPerMinute =>
            new(organization, name, limit == LimitName.MonthlyBudgetUsd ? SizeOf(limit) : 1_000, Tokens: SizeOf(LimitName.TokensPerMinute), Life: TimeSpan.FromMinutes(10)),
        _ => throw new ArgumentOutOfRangeException(nameof(limit), limit, "Nobody knows how this limit is used up."),
    };

    private static async Task FillAsync(OrganizationsWorld world, Organization organization, LimitName limit, long used)
    {
        var period = Period.Of(limit, world.NowUtc, LocalCalendar.Zone(organization.TimeZone)).Key;
        await using var db = world.Database.OpenTenant(organization.Id);
        if (await db.Set<QuotaCounter>().Where(counter => counter.Limit == limit && counter.Scope == "" && counter.Period == period)
                .ExecuteUpdateAsync(set => set.SetProperty(counter => counter.Used, used).SetProperty(counter => counter.Pending, 0), Cancel) == 0)
        {
            db.Add(new QuotaCounter { OrganizationId = organization.Id, Limit = limit, Scope = "", Period = period, Used = used, Pending = 0 });
            await db.SaveChangesAsync(Cancel);
        }
    }

    private static async Task<long> CountedAsync(OrganizationsWorld world, Organization organization, LimitName limit)
    {
        var period = Period.Of(limit, world.NowUtc, LocalCalendar.Zone(organization.TimeZone)).Key;
        await using var db = world.Database.OpenTenant(organization.Id);
        return await db.Set<QuotaCounter>().Where(counter => counter.Limit == limit && counter.Scope == "" && counter.Period == period).SumAsync(counter => counter.Used + counter.Pending, Cancel);
    }
}
