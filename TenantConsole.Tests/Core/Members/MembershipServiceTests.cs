using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Members;

public sealed class MembershipServiceTests
{
    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ListOrganizationsAsync_Member_SeesTheirOwnWithTheirRole(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        await world.AddOrganizationAsync("fabrikam");
        var member = await world.AddMemberAsync(await world.AddOrganizationAsync("contoso"), ConsoleRole.Billing);

        var seen = Assert.Single(await world.Memberships.ListOrganizationsAsync(member, null, 50, Cancel));
        Assert.Equal(("contoso", ConsoleRole.Billing), (seen.Slug, seen.Role));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ListOrganizationsAsync_Administrator_SeesAllByName(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        await world.AddOrganizationAsync("b", "Beta");
        await world.AddOrganizationAsync("a", "Alpha", OrganizationStatus.Suspended);
        await world.AddOrganizationAsync("c", "Gone", OrganizationStatus.Deleted);
        var administrator = await world.AddPersonAsync(platformAdmin: true);

        Assert.Equal(["a", "b"], (await world.Memberships.ListOrganizationsAsync(administrator, "", 50, Cancel)).Select(organization => organization.Slug));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ListOrganizationsAsync_Search_FindsAPartOfTheNameInAnyCase(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        await world.AddOrganizationAsync("contoso", "Contoso Bank");
        await world.AddOrganizationAsync("fabrikam", "Fabrikam");

        Assert.Equal("contoso", Assert.Single(await world.Memberships.ListOrganizationsAsync(MembersWorld.Installation, " BANK ", 50, Cancel)).Slug);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ListOrganizationsAsync_PatternCharacters_StandForThemselves(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        await world.AddOrganizationAsync("contoso", "Contoso");

        Assert.Empty(await world.Memberships.ListOrganizationsAsync(MembersWorld.Installation, "%", 50, Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ListOrganizationsAsync_Limit_CutsTheList(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        await world.AddOrganizationAsync("a1");
        await world.AddOrganizationAsync("a2");
        await world.AddOrganizationAsync("a3");

        Assert.Equal(2, (await world.Memberships.ListOrganizationsAsync(MembersWorld.Installation, null, 2, Cancel)).Count);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task MakeOwnerAsync_AddressWithAnAccount_IsOwnerAtOnce(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var organization = await world.AddOrganizationAsync();
        var person = await world.AddPersonAsync("ada@example.com");

        await using var db = world.OpenSystem();
        var result = await world.Memberships.MakeOwnerAsync(db, organization, "ADA@example.com", Cancel);
        await db.SaveChangesAsync(Cancel);

        Assert.Equal((person.UserId, null), (result.Owner, result.LinkPath));
        Assert.Equal(ConsoleRole.Owner, await world.RoleAsync(organization, person.UserId));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task MakeOwnerAsync_WhoWasViewer_IsRaised(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var organization = await world.AddOrganizationAsync();
        var viewer = await world.AddMemberAsync(organization, ConsoleRole.Viewer, "ada@example.com");

        await using var db = world.OpenSystem();
        await world.Memberships.MakeOwnerAsync(db, organization, "ada@example.com", Cancel);
        await db.SaveChangesAsync(Cancel);

        Assert.Equal(ConsoleRole.Owner, await world.RoleAsync(organization, viewer.UserId));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task MakeOwnerAsync_UnknownAddress_GetsALinkWhoseSecretIsNotKept(DatabaseEngine engine)
    {
        await using var world = await MembersWorld.CreateAsync(engine);
        var secret = await world.InviteAsync(await world.AddOrganizationAsync());

        await using var db = world.OpenSystem();
        var invitation = await db.Set<Invitation>().SingleAsync(Cancel);
        Assert.Equal(LinkSecret.Hash(secret), invitation.SecretHash);
    }

    [Fact]
    public async Task MakeOwnerAsync_NoAddress_IsRefused()
    {
        await using var world = await MembersWorld.CreateAsync(DatabaseEngine.Sqlite);
        var organization = await world.AddOrganizationAsync();
        await using var db = world.OpenSystem();

        await Assert.ThrowsAsync<InvalidInputException>(() => world.Memberships.MakeOwnerAsync(db, organization, "nobody", Cancel));
    }
}
