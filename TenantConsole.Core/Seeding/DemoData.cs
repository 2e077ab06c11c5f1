using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Transfer;

namespace TenantConsole.Core.Seeding;

/// <summary>How far a removal is.</summary>
/// <param name="Rows">Rows deleted so far, over all tables.</param>
public sealed record DemoRemoval(int Organizations, int TotalOrganizations, long Rows);

/// <summary>The demo organizations together: how many there are, and their removal.</summary>
public sealed class DemoData(ConsoleDatabase database, IAccessControl access, OrganizationPurge purge)
{
    /// <summary>How many organizations are marked as demo, for who may <see cref="Permission.ViewPlatform"/>.</summary>
    /// <exception cref="AccessDeniedException">The actor may not.</exception>
    public async Task<int> CountAsync(Actor actor, CancellationToken cancellationToken)
    {
        await access.RequirePlatformAsync(actor, Permission.ViewPlatform, cancellationToken);
        await using var db = database.OpenSystem();
        return await db.Set<Organization>().CountAsync(organization => organization.IsDemo, cancellationToken);
    }

    /// <summary>
    /// Removes every demo organization for good, for who may <see cref="Permission.ManageDemoData"/>; organizations that people made are not touched. Each is purged whole: broken
    /// off, removing again goes on where it was. What was removed, and where its audit chain ended, is told in the platform's own chain.
    /// </summary>
    /// <param name="progress">Told after each organization.</param>
    /// <exception cref="AccessDeniedException">The actor may not.</exception>
    public async Task<DemoRemoval> RemoveAsync(Actor actor, IProgress<DemoRemoval>? progress, CancellationToken cancellationToken)
    {
        await access.RequirePlatformAsync(actor, Permission.ManageDemoData, cancellationToken);
        var organizations = await DemoOrganizationsAsync(cancellationToken);
        var done = new DemoRemoval(0, organizations.Count, 0);
        progress?.Report(done);
        foreach (var organizationId in organizations)
        {
            var proof = await purge.PurgeAsync(actor, organizationId, "demo.removed", null, cancellationToken);
            done = done with { Organizations = done.Organizations + 1, Rows = done.Rows + (proof?.Rows ?? 0) };
            progress?.Report(done);
        }

        return done;
    }

    private async Task<List<OrganizationId>> DemoOrganizationsAsync(CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        return await db.Set<Organization>().Where(organization => organization.IsDemo).OrderBy(organization => organization.Id)
            .Select(organization => organization.Id).ToListAsync(cancellationToken);
    }
}
