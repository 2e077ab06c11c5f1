using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Members;

public sealed class AccessControlTests
{
    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Permission[] AllPermissions => Enum.GetValues<Permission>();

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task HasAsync_EachRole_MayWhatTheTableSays(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var organization = await world.AddOrganizationAsync();
        foreach (var role in Enum.GetValues<ConsoleRole>())
        {
            var member = await world.AddMemberAsync(organization, role);
            Assert.Equal(AllPermissions.Where(permission => RolePermissions.Has(role, permission)), await AllowedAsync(world, member, organization));
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task HasAsync_PlatformAdministratorWhoIsNoMember_MayEverything(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var administrator = await world.AddPersonAsync(platformAdmin: true);

        Assert.Equal(AllPermissions, await AllowedAsync(world, administrator, await world.AddOrganizationAsync()));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task HasAsync_MemberOfAnotherOrganization_MayNothing(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var stranger = await world.AddMemberAsync(await world.AddOrganizationAsync("fabrikam"), ConsoleRole.Owner);

        Assert.Empty(await AllowedAsync(world, stranger, await world.AddOrganizationAsync("contoso")));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task HasAsync_MemberRemovedAMomentAgo_MayNothing(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var organization = await world.AddOrganizationAsync();
        var owner = await world.AddMemberAsync(organization, ConsoleRole.Owner);
        Assert.NotEmpty(await AllowedAsync(world, owner, organization));

        await using (var db = world.OpenSystem())
        {
            await db.Set<Member>().Where(member => member.UserId == owner.UserId).ExecuteDeleteAsync(Cancel);
        }

        Assert.Empty(await AllowedAsync(world, owner, organization));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task HasAsync_AccountDeletedAMomentAgo_MayNothing(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var organization = await world.AddOrganizationAsync();
        var owner = await world.AddMemberAsync(organization, ConsoleRole.Owner);

        await using (var db = world.OpenSystem())
        {
            await db.Set<ConsoleUser>().Where(user => user.Id == owner.UserId).ExecuteDeleteAsync(Cancel);
        }

        Assert.Empty(await AllowedAsync(world, owner, organization));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task HasAsync_OwnerOfSuspendedOrganization_MayOnlyLookAndTakeTheDataAlong(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var organization = await world.AddOrganizationAsync(status: OrganizationStatus.Suspended);
        var owner = await world.AddMemberAsync(organization, ConsoleRole.Owner);

        Assert.Equal([Permission.ViewOrganization, Permission.ViewCosts, Permission.ViewAudit, Permission.ViewConversations, Permission.ExportOrganization], await AllowedAsync(world, owner, organization));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task HasAsync_SuspendedOrganization_NobodySpendsItsMoney(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var organization = await world.AddOrganizationAsync(status: OrganizationStatus.Suspended);
        var administrator = await world.AddPersonAsync(platformAdmin: true);

        Assert.Equal(AllPermissions.Except([Permission.UseCompletions]), await AllowedAsync(world, administrator, organization));
        Assert.False(await world.Access.HasAsync(MembersWorld.Installation, Permission.UseCompletions, organization, Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task HasAsync_OwnerOfDeletedOrganization_MayOnlyTakeItBackOrItsDataAlong(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var organization = await world.AddOrganizationAsync(status: OrganizationStatus.Deleted);
        var owner = await world.AddMemberAsync(organization, ConsoleRole.Owner);

        Assert.Equal([Permission.ExportOrganization, Permission.DeleteOrganization], await AllowedAsync(world, owner, organization));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task HasAsync_MissingOrganization_IsRefusedToEverybody(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var missing = TypedId.New<OrganizationId>(world.Time);
        var administrator = await world.AddPersonAsync(platformAdmin: true);

        Assert.Empty(await AllowedAsync(world, administrator, missing));
        Assert.Empty(await AllowedAsync(world, MembersWorld.Installation, missing));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RequireAsync_ForeignAndMissingOrganization_CannotBeToldApart(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var foreign = await world.AddOrganizationAsync();
        var person = await world.AddPersonAsync();

        var ofForeign = await Assert.ThrowsAsync<AccessDeniedException>(() => world.Access.RequireAsync(person, Permission.ViewOrganization, foreign, Cancel));
        var ofMissing = await Assert.ThrowsAsync<AccessDeniedException>(
            () => world.Access.RequireAsync(person, Permission.ViewOrganization, TypedId.New<OrganizationId>(world.Time), Cancel));
        Assert.Equal(ofForeign.Message, ofMissing.Message);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task HasPlatformAsync_OwnerOfAnOrganization_MayNothingOverTheInstallation(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var owner = await world.AddMemberAsync(await world.AddOrganizationAsync(), ConsoleRole.Owner);

        foreach (var permission in AllPermissions)
        {
            await Assert.ThrowsAsync<AccessDeniedException>(() => world.Access.RequirePlatformAsync(owner, permission, Cancel));
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task HasPlatformAsync_AdministratorNoMore_MayNothing(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var administrator = await world.AddPersonAsync(platformAdmin: true);
        Assert.True(await world.Access.HasPlatformAsync(administrator, Permission.ManageUsers, Cancel));

        await using (var db = world.OpenSystem())
        {
            await db.Set<ConsoleUser>().ExecuteUpdateAsync(set => set.SetProperty(user => user.IsPlatformAdmin, false), Cancel);
        }

        Assert.False(await world.Access.HasPlatformAsync(administrator, Permission.ManageUsers, Cancel));
    }

    private static async Task<IReadOnlyList<Permission>> AllowedAsync(MembersWorld world, Actor actor, OrganizationId organizationId)
    {
        var allowed = new List<Permission>();
        foreach (var permission in AllPermissions)
        {
            if (await world.Access.HasAsync(actor, permission, organizationId, Cancel))
            {
                allowed.Add(permission);
            }
        }

        return allowed;
    }
}
