using TenantConsole.Core.Audit;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;

namespace TenantConsole.Tests.Core.Organizations;

public sealed class RecentChangesTests : IAsyncLifetime
{
    private OrganizationsWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private RecentChanges Changes => _world.Get<RecentChanges>();

    public async ValueTask InitializeAsync() => _world = await OrganizationsWorld.CreateAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task ListAsync_Changes_AreNewestFirstWithWhoDidThem()
    {
        var organization = await _world.AddAsync();
        var admin = await _world.AddMemberAsync(organization, ConsoleRole.Admin);
        await _world.Organizations.UpdateAsync(admin, organization.Id, OrganizationChanges.Of(organization) with { Name = "New name" }, Cancel);

        var changes = await Changes.ListAsync(admin, organization.Id, 10, Cancel);

        Assert.Equal([("organization.updated", "person1@example.com"), ("organization.created", "test")], changes.Select(change => (change.Action, change.ActorName)));
    }

    [Fact]
    public async Task ListAsync_Calls_AreLeftOut()
    {
        var organization = await _world.AddAsync();
        await using (var db = _world.Database.OpenTenant(organization.Id))
        {
            await _world.Get<AuditLog>().SaveAsync(db, OrganizationsWorld.Installation, organization.Id, new("completion.refused", "request:1"), Cancel);
        }

        Assert.Equal(["organization.created"], (await Changes.ListAsync(OrganizationsWorld.Installation, organization.Id, 10, Cancel)).Select(change => change.Action));
    }

    [Fact]
    public async Task ListAsync_Viewer_IsRefused()
    {
        var organization = await _world.AddAsync();
        var viewer = await _world.AddMemberAsync(organization, ConsoleRole.Viewer);

        await Assert.ThrowsAsync<AccessDeniedException>(() => Changes.ListAsync(viewer, organization.Id, 10, Cancel));
    }
}
