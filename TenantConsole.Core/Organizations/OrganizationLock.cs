using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Organizations;

/// <summary>
/// Lets changes of one organization follow each other where what one of them checks is what another changes. Whoever takes it takes it before any other lock, so nobody waits in a ring.
/// </summary>
internal static class OrganizationLock
{
    /// <summary>Waits for the organization's row and holds it until the transaction under way ends. The row stays as it is.</summary>
    public static Task TakeAsync(ConsoleDbContext db, OrganizationId organizationId, CancellationToken cancellationToken) =>
        db.Set<Organization>().Where(organization => organization.Id == organizationId)
            .ExecuteUpdateAsync(set => set.SetProperty(organization => organization.Version, organization => organization.Version), cancellationToken);
}
