using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Members;

public sealed class InvitationServiceTests
{
    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AcceptAsNewAsync_Secret_MakesAnAccountThatIsOwner(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var organization = await world.AddOrganizationAsync();

        var userId = await world.Invitations.AcceptAsNewAsync(await world.InviteAsync(organization), "New", MembersWorld.Password, Cancel);

        Assert.Equal(ConsoleRole.Owner, await world.RoleAsync(organization, userId));
        Assert.True(await world.HasPasswordAsync("new@example.com", MembersWorld.Password));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AcceptAsNewAsync_NewAccount_IsNoPlatformAdministrator(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        await world.Invitations.AcceptAsNewAsync(await world.InviteAsync(await world.AddOrganizationAsync()), "", MembersWorld.Password, Cancel);

        Assert.False(Assert.Single(await world.UsersAsync()).IsPlatformAdmin);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AcceptAsync_SecondUse_IsRefused(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var secret = await world.InviteAsync(await world.AddOrganizationAsync());
        var userId = await world.Invitations.AcceptAsNewAsync(secret, "", MembersWorld.Password, Cancel);

        Assert.Null(await world.Invitations.FindAsync(secret, Cancel));
        await Assert.ThrowsAsync<InvalidInputException>(() => world.Invitations.AcceptAsync(userId, secret, Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AcceptAsync_ManyAtOnce_OneJoins(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var secret = await world.InviteAsync(await world.AddOrganizationAsync(), "ada@example.com");
        var person = await world.AddPersonAsync("ada@example.com");
        var tries = Enumerable.Range(0, 6).Select(_ => Task.Run(
            async () =>
            {
                try
                {
                    await world.Invitations.AcceptAsync(person.UserId, secret, Cancel);
                    return true;
                }
                catch (InvalidInputException)
                {
                    return false;
                }
            },
            Cancel));

        Assert.Single(await Task.WhenAll(tries), joined => joined);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task FindAsync_AfterSevenDays_IsNothing(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var secret = await world.InviteAsync(await world.AddOrganizationAsync());
        Assert.NotNull(await world.Invitations.FindAsync(secret, Cancel));

        world.Time.Advance(TimeSpan.FromDays(7));

        Assert.Null(await world.Invitations.FindAsync(secret, Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task FindAsync_OrganizationSuspended_IsNothing(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var secret = await world.InviteAsync(await world.AddOrganizationAsync(status: OrganizationStatus.Suspended));

        Assert.Null(await world.Invitations.FindAsync(secret, Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AcceptAsync_AnotherPersonsAccount_IsRefused(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var organization = await world.AddOrganizationAsync();
        var secret = await world.InviteAsync(organization);
        var other = await world.AddPersonAsync("eve@example.com");

        await Assert.ThrowsAsync<AccessDeniedException>(() => world.Invitations.AcceptAsync(other.UserId, secret, Cancel));
        Assert.Null(await world.RoleAsync(organization, other.UserId));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AcceptAsNewAsync_WeakPassword_LeavesTheLinkWorking(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var secret = await world.InviteAsync(await world.AddOrganizationAsync());

        await Assert.ThrowsAsync<InvalidInputException>(() => world.Invitations.AcceptAsNewAsync(secret, "", "short", Cancel));
        Assert.NotNull(await world.Invitations.FindAsync(secret, Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AcceptAsNewAsync_Joining_IsInTheOrganizationsChain(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var organization = await world.AddOrganizationAsync();
        var userId = await world.Invitations.AcceptAsNewAsync(await world.InviteAsync(organization), "", MembersWorld.Password, Cancel);

        await using var db = world.OpenSystem();
        var entry = await db.Set<AuditEntry>().SingleAsync(candidate => candidate.OrganizationId == organization, Cancel);
        Assert.Equal("member.joined", entry.Action);
        Assert.Contains($"user:{userId}", entry.Payload, StringComparison.Ordinal);
    }
}
