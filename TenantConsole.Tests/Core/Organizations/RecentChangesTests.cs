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

    [Fact]
    public async Task ListAsync_FeatureOff_IsRefusedToEverybodyAndGoesOnBeingWritten()
    {
        var organization = await _world.AddAsync();
        var owner = await _world.AddMemberAsync(organization, ConsoleRole.Owner);
        await _world.SwitchAsync(organization, features => features with { AuditLog = false });

        var refusal = await Assert.ThrowsAsync<FeatureOffException>(() => Changes.ListAsync(owner, organization.Id, 10, Cancel));
        await Assert.ThrowsAsync<FeatureOffException>(() => Changes.ListAsync(OrganizationsWorld.Installation, organization.Id, 10, Cancel));

        Assert.Equal("Audit log is switched off for this organization. An owner or administrator of it can switch it on in its settings.", refusal.Message);
        Assert.Equal(2, (await _world.AuditOfAsync(organization.Id)).Count);
    }

    [Fact]
    public async Task ListAsync_FeatureOffAndNoPermission_IsRefusedForThePermission()
    {
        var organization = await _world.AddAsync();
        await _world.SwitchAsync(organization, features => features with { AuditLog = false });
        var stranger = await _world.AddPersonAsync();

        await Assert.ThrowsAsync<AccessDeniedException>(() => Changes.ListAsync(stranger, organization.Id, 10, Cancel));
    }

    [Fact]
    public async Task WriteLinesAsync_FeatureOff_IsRefusedAndTheChainIsStillVerified()
    {
        var organization = await _world.AddAsync();
        await _world.SwitchAsync(organization, features => features with { AuditLog = false });
        var verifier = _world.Get<AuditVerifier>();
        using var file = new MemoryStream();

        await Assert.ThrowsAsync<FeatureOffException>(() => _world.Get<AuditExport>().WriteLinesAsync(OrganizationsWorld.Installation, organization.Id, file, Cancel));

        Assert.Equal(0, file.Length);
        Assert.IsType<AuditVerification.Whole>(await verifier.OrganizationAsync(OrganizationsWorld.Installation, organization.Id, Cancel));
    }
}
