using TenantConsole.Core.Members;
using TenantConsole.Core.Security;

namespace TenantConsole.Tests.Core.Organizations;

public sealed class MemberListTests : IAsyncLifetime
{
    private OrganizationsWorld _world = null!;

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
}
