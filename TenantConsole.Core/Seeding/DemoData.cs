using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Documents;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Seeding;

/// <summary>How far a removal is.</summary>
/// <param name="Rows">Rows deleted so far, over all tables.</param>
public sealed record DemoRemoval(int Organizations, int TotalOrganizations, long Rows);

/// <summary>The demo organizations together: how many there are, and their removal.</summary>
public sealed class DemoData(ConsoleDatabase database, IAccessControl access, AuditLog audit, IDocumentStore store, TimeProvider time)
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
    /// Removes every demo organization for good, for who may <see cref="Permission.ManageDemoData"/>; organizations that people made are not touched. Each is one transaction: broken off,
    /// those not yet removed are whole, and removing again goes on with them. What was removed, and where its audit chain ended, is told in the platform's own chain.
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
            var rows = await RemoveAsync(actor, organizationId, cancellationToken);
            done = done with { Organizations = done.Organizations + 1, Rows = done.Rows + rows };
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

    private async Task<long> RemoveAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var head = await db.Set<AuditHead>().AsNoTracking().FirstOrDefaultAsync(head => head.OrganizationId == organizationId, cancellationToken);
        var deleted = await OrganizationPurge.PurgeAsync(db, organizationId, time.GetUtcNow().UtcDateTime, cancellationToken);
        await audit.SavePlatformAsync(db, actor, new("demo.removed", $"organization:{organizationId}", new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["last_audit_seq"] = head?.Seq ?? 0,
            ["last_audit_hash"] = Convert.ToHexStringLower(head?.Hash ?? AuditHash.Genesis),
            ["rows"] = deleted.Where(table => table.Value > 0).ToDictionary(table => table.Key, table => (object?)table.Value, StringComparer.Ordinal),
        }), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await store.DeleteOrganizationAsync(organizationId, CancellationToken.None);
        return deleted.Values.Sum(rows => (long)rows);
    }
}
