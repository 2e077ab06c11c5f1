using TenantConsole.Core.Members;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Organizations;

public sealed class MemberListTests : IAsyncLifetime
{
    private OrganizationsWorld _world = null!;

    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private MemberList Members => _world.Get<MemberList>();

    public async ValueTask InitializeAsync() => _world = await OrganizationsWorld.CreateAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task ListAsync_TwoOrganizations_ListsTheMembersOfOneOwnersFirst()
    {
        var (mine, theirs) = (await _world.AddAsync("mine"), await _world.AddAsync("theirs"));
        var viewer = await _world.AddMemberAsync(mine, ConsoleRole.Viewer);
        await _world.AddMemberAsync(mine, ConsoleRole.Owner);
        await _world.AddMemberAsync(theirs, ConsoleRole.Owner);

        var page = await Members.ListAsync(viewer, mine.Id, new(0, 10), Cancel);

        Assert.Equal([("person2@example.com", ConsoleRole.Owner), ("person1@example.com", ConsoleRole.Viewer)], page.Items.Select(member => (member.Email, member.Role)));
    }

    [Fact]
    public async Task ListAsync_Stranger_IsRefused()
    {
        var organization = await _world.AddAsync();
        var stranger = await _world.AddPersonAsync();

        await Assert.ThrowsAsync<AccessDeniedException>(() => Members.ListAsync(stranger, organization.Id, new(0, 10), Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ListAsync_SearchAndRole_AreDecidedInTheDatabase(DatabaseEngine engine)
    {
        await using var world = await OrganizationsWorld.CreateAsync(engine);
        var organization = await world.AddAsync();
        await world.AddMemberAsync(organization, ConsoleRole.Operator, "anna@example.com", "Änne Müller");
        await world.AddMemberAsync(organization, ConsoleRole.Viewer, "bert@example.com", "Bert");
        await world.AddMemberAsync(organization, ConsoleRole.Operator, "mueller@example.com", "");
        var members = world.Get<MemberList>();

        var byName = await members.ListAsync(OrganizationsWorld.Installation, organization.Id, new(0, 10, "MULLER"), Cancel);
        var byAddress = await members.ListAsync(OrganizationsWorld.Installation, organization.Id, new(0, 10, "Mueller@"), Cancel);
        var byRole = await members.ListAsync(OrganizationsWorld.Installation, organization.Id, new(0, 1, null, MemberList.Sorts.Name, true), ConsoleRole.Operator, Cancel);

        Assert.Equal("anna@example.com", Assert.Single(byName.Items).Email);
        Assert.Equal("mueller@example.com", Assert.Single(byAddress.Items).Email);
        Assert.Equal((2, "anna@example.com"), (byRole.TotalCount, Assert.Single(byRole.Items).Email));
    }
}
