using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Members;

public sealed class SentInvitationsTests
{
    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task InviteAsync_Admin_GivesALinkThatMakesAMemberWithThatRole(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var organization = await world.AddOrganizationAsync();
        var admin = await world.AddMemberAsync(organization, ConsoleRole.Admin);

        var sent = await world.Sent.InviteAsync(admin, organization, " New@Example.com ", ConsoleRole.Billing, Cancel);

        var userId = await world.Invitations.AcceptAsNewAsync(sent.Secret, "", MembersWorld.Password, Cancel);
        Assert.Equal(ConsoleRole.Billing, await world.RoleAsync(organization, userId));
        Assert.Empty((await world.Sent.ListAsync(admin, organization, new(0, 10), Cancel)).Items);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task InviteAsync_HolderOfAnAccountInAnotherOrganization_JoinsByTheLinkToo(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var (mine, theirs) = (await world.AddOrganizationAsync("mine"), await world.AddOrganizationAsync("theirs"));
        var owner = await world.AddMemberAsync(mine, ConsoleRole.Owner);
        var person = await world.AddMemberAsync(theirs, ConsoleRole.Viewer, "ada@example.com");

        var sent = await world.Sent.InviteAsync(owner, mine, "Ada@example.com", ConsoleRole.Operator, Cancel);
        Assert.Null(await world.RoleAsync(mine, person.UserId));
        await world.Invitations.AcceptAsync(person.UserId, sent.Secret, Cancel);

        Assert.Equal((ConsoleRole.Operator, ConsoleRole.Viewer), (await world.RoleAsync(mine, person.UserId), await world.RoleAsync(theirs, person.UserId)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task InviteAsync_AdminInvitesAnOwner_IsRefused(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var organization = await world.AddOrganizationAsync();
        var admin = await world.AddMemberAsync(organization, ConsoleRole.Admin);

        await Assert.ThrowsAsync<AccessDeniedException>(() => world.Sent.InviteAsync(admin, organization, "new@example.com", ConsoleRole.Owner, Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RenewAndRevokeAsync_AdminAtAnOwnersInvitation_AreRefused(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var organization = await world.AddOrganizationAsync();
        var admin = await world.AddMemberAsync(organization, ConsoleRole.Admin);
        var sent = await world.Sent.InviteAsync(MembersWorld.Installation, organization, "new@example.com", ConsoleRole.Owner, Cancel);

        await Assert.ThrowsAsync<AccessDeniedException>(() => world.Sent.RenewAsync(admin, organization, sent.Id, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => world.Sent.RevokeAsync(admin, organization, sent.Id, Cancel));
        Assert.NotNull(await world.Invitations.FindAsync(sent.Secret, Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task InviteAsync_AddressThatIsInvited_SaysToRenew(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var organization = await world.AddOrganizationAsync();
        await world.Sent.InviteAsync(MembersWorld.Installation, organization, "jörg@example.com", ConsoleRole.Viewer, Cancel);

        var refusal = await Assert.ThrowsAsync<InvalidInputException>(() =>
            world.Sent.InviteAsync(MembersWorld.Installation, organization, "JÖRG@example.com", ConsoleRole.Admin, Cancel));
        Assert.Equal(("email", "JÖRG@example.com is invited already; renew that invitation for another link."), (refusal.Field, refusal.Message));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task InviteAsync_SameAddressTwiceAtOnce_OneInvitationIsOpen(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var organization = await world.AddOrganizationAsync();
        var tries = Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                try
                {
                    await world.Sent.InviteAsync(MembersWorld.Installation, organization, "new@example.com", ConsoleRole.Viewer, Cancel);
                    return true;
                }
                catch (InvalidInputException)
                {
                    return false;
                }
            },
            Cancel));

        Assert.Single(await Task.WhenAll(tries), invited => invited);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task InviteAsync_EarlierInvitationHasExpired_TakesItsPlace(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var organization = await world.AddOrganizationAsync();
        await world.Sent.InviteAsync(MembersWorld.Installation, organization, "new@example.com", ConsoleRole.Viewer, Cancel);
        world.Time.Advance(TimeSpan.FromDays(8));
        Assert.True(Assert.Single((await world.Sent.ListAsync(MembersWorld.Installation, organization, new(0, 10), Cancel)).Items).IsExpired);

        await world.Sent.InviteAsync(MembersWorld.Installation, organization, "new@example.com", ConsoleRole.Admin, Cancel);

        var open = Assert.Single((await world.Sent.ListAsync(MembersWorld.Installation, organization, new(0, 10), Cancel)).Items);
        Assert.Equal((ConsoleRole.Admin, false), (open.Role, open.IsExpired));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task InviteAsync_Member_SaysSo(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var organization = await world.AddOrganizationAsync();
        await world.AddMemberAsync(organization, ConsoleRole.Viewer, "ada@example.com");

        var refusal = await Assert.ThrowsAsync<InvalidInputException>(() =>
            world.Sent.InviteAsync(MembersWorld.Installation, organization, "ADA@example.com", ConsoleRole.Admin, Cancel));
        Assert.Equal("ADA@example.com is a member already; change their role in the list.", refusal.Message);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RenewAsync_OldLink_WorksNoMoreAndTheNewOneDoes(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var organization = await world.AddOrganizationAsync();
        var old = await world.Sent.InviteAsync(MembersWorld.Installation, organization, "new@example.com", ConsoleRole.Viewer, Cancel);
        world.Time.Advance(TimeSpan.FromDays(6));

        var renewed = await world.Sent.RenewAsync(MembersWorld.Installation, organization, old.Id, Cancel);

        Assert.Null(await world.Invitations.FindAsync(old.Secret, Cancel));
        world.Time.Advance(TimeSpan.FromDays(6));
        Assert.NotNull(await world.Invitations.FindAsync(renewed.Secret, Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RevokeAsync_Link_WorksNoMore(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var organization = await world.AddOrganizationAsync();
        var sent = await world.Sent.InviteAsync(MembersWorld.Installation, organization, "new@example.com", ConsoleRole.Viewer, Cancel);

        await world.Sent.RevokeAsync(MembersWorld.Installation, organization, sent.Id, Cancel);

        Assert.Null(await world.Invitations.FindAsync(sent.Secret, Cancel));
        await using var db = world.OpenSystem();
        Assert.Equal(
            ["member.invited", "member.invitation_revoked"],
            await db.Set<AuditEntry>().Where(entry => entry.OrganizationId == organization).OrderBy(entry => entry.Seq).Select(entry => entry.Action).ToListAsync(Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RevokeAsync_AcceptedForeignAndMissing_AreRefusedInTheSameWords(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var (mine, theirs) = (await world.AddOrganizationAsync("mine"), await world.AddOrganizationAsync("theirs"));
        var owner = await world.AddMemberAsync(mine, ConsoleRole.Owner);
        var foreign = await world.Sent.InviteAsync(MembersWorld.Installation, theirs, "new@example.com", ConsoleRole.Viewer, Cancel);
        var accepted = await world.Sent.InviteAsync(owner, mine, "new@example.com", ConsoleRole.Viewer, Cancel);
        await world.Invitations.AcceptAsNewAsync(accepted.Secret, "", MembersWorld.Password, Cancel);

        foreach (var id in new[] { foreign.Id, accepted.Id, TypedId.New<InvitationId>(world.Time) })
        {
            await Assert.ThrowsAsync<AccessDeniedException>(() => world.Sent.RevokeAsync(owner, mine, id, Cancel));
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task InviteAsync_AuditEntry_HasNoAddress(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var organization = await world.AddOrganizationAsync();
        var sent = await world.Sent.InviteAsync(MembersWorld.Installation, organization, "new@example.com", ConsoleRole.Viewer, Cancel);

        await using var db = world.OpenSystem();
        var entry = await db.Set<AuditEntry>().SingleAsync(candidate => candidate.OrganizationId == organization, Cancel);
        Assert.DoesNotContain("new@example.com", entry.Payload, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(sent.Secret, entry.Payload, StringComparison.Ordinal);
    }
}
