using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Routing.Learning;

/// <summary>The one row of an organization that whoever changes something about its learning locks first.</summary>
internal static class LearningRow
{
    /// <summary>Makes the row where there is none. Not inside a transaction: two at once may try.</summary>
    public static async Task EnsureAsync(ConsoleDatabase database, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        if (await ExistsAsync(database, organizationId, cancellationToken))
        {
            return;
        }

        await using var db = database.OpenTenant(organizationId);
        db.Add(new RoutingLearning { OrganizationId = organizationId });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Somebody else made it at the same time.
            if (!await ExistsAsync(database, organizationId, cancellationToken))
            {
                throw;
            }
        }
    }

    /// <summary>Raises the revision, and by it locks the row until the transaction ends.</summary>
    public static Task LockAsync(ConsoleDbContext db, CancellationToken cancellationToken) =>
        db.Set<RoutingLearning>().ExecuteUpdateAsync(set => set.SetProperty(learning => learning.Revision, learning => learning.Revision + 1), cancellationToken);

    private static async Task<bool> ExistsAsync(ConsoleDatabase database, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await using var db = database.OpenTenant(organizationId);
        return await db.Set<RoutingLearning>().AnyAsync(cancellationToken);
    }
}
