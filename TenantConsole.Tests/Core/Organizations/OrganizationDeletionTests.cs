using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Organizations;

public sealed class OrganizationDeletionTests
{
    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task DeleteAsync_NameTyped_VanishesForItsMembersAndRefusesCalls(DatabaseEngine engine)
    {
        await using var world = await OrganizationsWorld.CreateAsync(engine);
        var organization = await world.AddAsync();
        var owner = await world.AddMemberAsync(organization, ConsoleRole.Owner);
        var viewer = await world.AddMemberAsync(organization, ConsoleRole.Viewer);

        var deleted = await world.Get<OrganizationDeletion>().DeleteAsync(owner, organization.Id, " Contoso ", Cancel);

        Assert.Equal(world.NowUtc.AddDays(30), deleted.PurgeUtc);
        foreach (var member in new[] { owner, viewer })
        {
            Assert.Empty(await world.Get<MembershipService>().ListOrganizationsAsync(member, null, 10, Cancel));
            Assert.Empty((await world.Listing.ListAsync(member, new(0, 10), OrganizationFilter.None, Cancel)).Items);
            await Assert.ThrowsAsync<AccessDeniedException>(() => world.Organizations.GetAsync(member, "contoso", Cancel));
        }

        Assert.False(await world.Get<IAccessControl>().HasAsync(OrganizationsWorld.Installation, Permission.UseCompletions, organization.Id, Cancel));
    }

    [Fact]
    public async Task DeleteAsync_OtherName_ChangesNothing()
    {
        await using var world = await OrganizationsWorld.CreateAsync();
        var organization = await world.AddAsync();

        var fault = await Assert.ThrowsAsync<InvalidInputException>(
            () => world.Get<OrganizationDeletion>().DeleteAsync(OrganizationsWorld.Installation, organization.Id, "contoso", Cancel));

        Assert.Equal(("name", OrganizationStatus.Active), (fault.Field, (await world.Organizations.GetAsync(OrganizationsWorld.Installation, "contoso", Cancel)).Status));
    }

    [Fact]
    public async Task DeleteAsync_Twice_DoesNotLengthenTheGracePeriod()
    {
        await using var world = await OrganizationsWorld.CreateAsync();
        var organization = await world.AddAsync();
        await world.Get<OrganizationDeletion>().DeleteAsync(OrganizationsWorld.Installation, organization.Id, "Contoso", Cancel);
        world.Time.Advance(TimeSpan.FromDays(3));

        await Assert.ThrowsAsync<InvalidInputException>(() => world.Get<OrganizationDeletion>().DeleteAsync(OrganizationsWorld.Installation, organization.Id, "Contoso", Cancel));

        Assert.Equal(world.NowUtc.AddDays(27), (await world.Get<OrganizationDeletion>().FindAsync(OrganizationsWorld.Installation, "contoso", Cancel))!.PurgeUtc);
    }

    [Theory]
    [InlineData(ConsoleRole.Viewer)]
    [InlineData(ConsoleRole.Operator)]
    [InlineData(ConsoleRole.Billing)]
    [InlineData(ConsoleRole.Admin)]
    public async Task DeleteAsync_WhoIsNotOwner_IsRefused(ConsoleRole role)
    {
        await using var world = await OrganizationsWorld.CreateAsync();
        var organization = await world.AddAsync();
        var member = await world.AddMemberAsync(organization, role);

        await Assert.ThrowsAsync<AccessDeniedException>(() => world.Get<OrganizationDeletion>().DeleteAsync(member, organization.Id, "Contoso", Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task TakeBackAsync_Owner_HasItAsItWas(DatabaseEngine engine)
    {
        await using var world = await OrganizationsWorld.CreateAsync(engine);
        var organization = await world.AddAsync();
        var owner = await world.AddMemberAsync(organization, ConsoleRole.Owner);
        await world.Get<OrganizationDeletion>().DeleteAsync(owner, organization.Id, "Contoso", Cancel);

        var found = await world.Get<OrganizationDeletion>().FindAsync(owner, "contoso", Cancel);
        await world.Get<OrganizationDeletion>().TakeBackAsync(owner, found!.Id, Cancel);

        var back = await world.Organizations.GetAsync(owner, "contoso", Cancel);
        Assert.Equal((OrganizationStatus.Active, null, null), (back.Status, back.PurgeUtc, back.StatusBeforeDeletion));
        Assert.Equal(["organization.created", "organization.deleted", "organization.taken_back"], (await world.AuditOfAsync(organization.Id)).Select(entry => entry.Action));
    }

    [Fact]
    public async Task TakeBackAsync_SuspendedBefore_IsSuspendedAgain()
    {
        await using var world = await OrganizationsWorld.CreateAsync();
        var organization = await world.AddAsync();
        var owner = await world.AddMemberAsync(organization, ConsoleRole.Owner);
        await world.Organizations.SuspendAsync(OrganizationsWorld.Installation, organization.Id, "unpaid", Cancel);
        await Assert.ThrowsAsync<AccessDeniedException>(() => world.Get<OrganizationDeletion>().DeleteAsync(owner, organization.Id, "Contoso", Cancel));
        await world.Get<OrganizationDeletion>().DeleteAsync(OrganizationsWorld.Installation, organization.Id, "Contoso", Cancel);

        Assert.Equal(OrganizationStatus.Suspended, (await world.Get<OrganizationDeletion>().TakeBackAsync(owner, organization.Id, Cancel)).Status);
    }

    [Fact]
    public async Task TakeBackAsync_NotDeleted_IsRefused()
    {
        await using var world = await OrganizationsWorld.CreateAsync();
        var organization = await world.AddAsync();

        await Assert.ThrowsAsync<InvalidInputException>(() => world.Get<OrganizationDeletion>().TakeBackAsync(OrganizationsWorld.Installation, organization.Id, Cancel));
    }

    [Fact]
    public async Task FindAsync_WhoMayNotTakeItBack_FindsNothingAsForASlugThatIsNotThere()
    {
        await using var world = await OrganizationsWorld.CreateAsync();
        var organization = await world.AddAsync();
        var admin = await world.AddMemberAsync(organization, ConsoleRole.Admin);
        var stranger = await world.AddMemberAsync(await world.AddAsync("fabrikam", "Fabrikam"), ConsoleRole.Owner);
        await world.Get<OrganizationDeletion>().DeleteAsync(OrganizationsWorld.Installation, organization.Id, "Contoso", Cancel);

        Assert.Null(await world.Get<OrganizationDeletion>().FindAsync(admin, "contoso", Cancel));
        Assert.Null(await world.Get<OrganizationDeletion>().FindAsync(stranger, "contoso", Cancel));
        Assert.Null(await world.Get<OrganizationDeletion>().FindAsync(stranger, "no-such-thing", Cancel));
    }
}
