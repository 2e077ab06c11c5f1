using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Members;

public sealed class MemberServiceTests
{
    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ChangeRoleAsync_Admin_GivesAnotherRoleAndItIsAudited(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var organization = await world.AddOrganizationAsync();
        var admin = await world.AddMemberAsync(organization, ConsoleRole.Admin);
        var viewer = await world.AddMemberAsync(organization, ConsoleRole.Viewer);

        await world.Members.ChangeRoleAsync(admin, organization, await world.MemberIdAsync(organization, viewer), ConsoleRole.Operator, Cancel);

        Assert.Equal(ConsoleRole.Operator, await world.RoleAsync(organization, viewer.UserId));
        var entry = await LastEntryAsync(world, organization);
        Assert.Equal("member.role_changed", entry.Action);
        Assert.Contains($"\"subject\":\"user:{viewer.UserId}\",\"details\":{{\"old\":\"Viewer\",\"new\":\"Operator\"}}", entry.Payload, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ChangeRoleAsync_Admin_NeitherMakesNorUnmakesOwners(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var organization = await world.AddOrganizationAsync();
        var admin = await world.AddMemberAsync(organization, ConsoleRole.Admin);
        var owner = await world.AddMemberAsync(organization, ConsoleRole.Owner);
        await world.AddMemberAsync(organization, ConsoleRole.Owner);
        var (adminId, ownerId) = (await world.MemberIdAsync(organization, admin), await world.MemberIdAsync(organization, owner));

        await Assert.ThrowsAsync<AccessDeniedException>(() => world.Members.ChangeRoleAsync(admin, organization, adminId, ConsoleRole.Owner, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => world.Members.ChangeRoleAsync(admin, organization, ownerId, ConsoleRole.Viewer, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => world.Members.RemoveAsync(admin, organization, ownerId, Cancel));
        Assert.Equal((ConsoleRole.Admin, ConsoleRole.Owner), (await world.RoleAsync(organization, admin.UserId), await world.RoleAsync(organization, owner.UserId)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ChangeRoleAsync_LastOwner_IsRefusedToAdministratorsToo(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var organization = await world.AddOrganizationAsync();
        var owner = await world.AddMemberAsync(organization, ConsoleRole.Owner);
        var id = await world.MemberIdAsync(organization, owner);

        var refusal = await Assert.ThrowsAsync<InvalidInputException>(() => world.Members.ChangeRoleAsync(MembersWorld.Installation, organization, id, ConsoleRole.Admin, Cancel));
        await Assert.ThrowsAsync<InvalidInputException>(() => world.Members.RemoveAsync(MembersWorld.Installation, organization, id, Cancel));
        await Assert.ThrowsAsync<InvalidInputException>(() => world.Members.LeaveAsync(owner, organization, Cancel));

        Assert.Equal("An organization keeps at least one owner. Make somebody else owner first.", refusal.Message);
        Assert.Equal(ConsoleRole.Owner, await world.RoleAsync(organization, owner.UserId));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ChangeRoleAsync_TwoOwnersDemoteEachOtherAtOnce_OneSucceeds(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        for (var round = 0; round < 8; round++)
        {
            var organization = await world.AddOrganizationAsync($"round-{round}");
            var (first, second) = (await world.AddMemberAsync(organization, ConsoleRole.Owner), await world.AddMemberAsync(organization, ConsoleRole.Owner));
            var (firstId, secondId) = (await world.MemberIdAsync(organization, first), await world.MemberIdAsync(organization, second));

            var done = await Task.WhenAll(
                TryAsync(() => world.Members.ChangeRoleAsync(first, organization, secondId, ConsoleRole.Viewer, Cancel)),
                TryAsync(() => world.Members.RemoveAsync(second, organization, firstId, Cancel)));

            Assert.Single(done, succeeded => succeeded);
            await using var db = world.OpenSystem();
            Assert.Equal(1, await db.Set<Member>().CountAsync(member => member.OrganizationId == organization && member.Role == ConsoleRole.Owner, Cancel));
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ChangeRoleAsync_ForeignAndMissingMember_AreRefusedInTheSameWords(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var (mine, theirs) = (await world.AddOrganizationAsync("mine"), await world.AddOrganizationAsync("theirs"));
        var owner = await world.AddMemberAsync(mine, ConsoleRole.Owner);
        var foreign = await world.MemberIdAsync(theirs, await world.AddMemberAsync(theirs, ConsoleRole.Viewer));
        var missing = TypedId.New<MemberId>(world.Time);

        var first = await Assert.ThrowsAsync<AccessDeniedException>(() => world.Members.ChangeRoleAsync(owner, mine, foreign, ConsoleRole.Admin, Cancel));
        var second = await Assert.ThrowsAsync<AccessDeniedException>(() => world.Members.ChangeRoleAsync(owner, mine, missing, ConsoleRole.Admin, Cancel));
        Assert.Equal(first.Message, second.Message);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RemoveAsync_MemberOfTwoOrganizations_LosesOneAtOnce(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var (mine, other) = (await world.AddOrganizationAsync("mine"), await world.AddOrganizationAsync("other"));
        var owner = await world.AddMemberAsync(mine, ConsoleRole.Owner);
        var member = await world.AddMemberAsync(mine, ConsoleRole.Operator);
        await world.AddMemberAsync(other, member, ConsoleRole.Viewer);

        await world.Members.RemoveAsync(owner, mine, await world.MemberIdAsync(mine, member), Cancel);

        Assert.False(await world.Access.HasAsync(member, Permission.ViewOrganization, mine, Cancel));
        Assert.True(await world.Access.HasAsync(member, Permission.ViewOrganization, other, Cancel));
        Assert.Equal("member.removed", (await LastEntryAsync(world, mine)).Action);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task LeaveAsync_Viewer_IsOutAndItIsAudited(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var organization = await world.AddOrganizationAsync();
        var viewer = await world.AddMemberAsync(organization, ConsoleRole.Viewer);

        await world.Members.LeaveAsync(viewer, organization, Cancel);

        Assert.Null(await world.RoleAsync(organization, viewer.UserId));
        Assert.Equal("member.left", (await LastEntryAsync(world, organization)).Action);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task LeaveAsync_AdministratorWhoIsNoMember_IsRefused(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var organization = await world.AddOrganizationAsync();
        var administrator = await world.AddPersonAsync(platformAdmin: true);

        await Assert.ThrowsAsync<AccessDeniedException>(() => world.Members.LeaveAsync(administrator, organization, Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RemoveAsync_OrganizationSuspended_IsRefused(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var organization = await world.AddOrganizationAsync(status: OrganizationStatus.Suspended);
        var owner = await world.AddMemberAsync(organization, ConsoleRole.Owner);
        var viewer = await world.AddMemberAsync(organization, ConsoleRole.Viewer);
        var id = await world.MemberIdAsync(organization, viewer);

        await Assert.ThrowsAsync<AccessDeniedException>(() => world.Members.RemoveAsync(owner, organization, id, Cancel));
    }

    private static async Task<bool> TryAsync(Func<Task> act)
    {
        await Task.Yield();
        try
        {
            await act();
            return true;
        }
        catch (Exception refused) when (refused is InvalidInputException or AccessDeniedException)
        {
            return false;
        }
    }

    private static async Task<AuditEntry> LastEntryAsync(MembersWorld world, OrganizationId organizationId)
    {
        await using var db = world.OpenSystem();
        return await db.Set<AuditEntry>().Where(entry => entry.OrganizationId == organizationId).OrderByDescending(entry => entry.Seq).FirstAsync(Cancel);
    }
}
