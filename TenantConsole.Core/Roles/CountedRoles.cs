using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Roles;

/// <summary>The job roles that a limit counts.</summary>
internal sealed class CountedRoles : ICountedResource
{
    public LimitName Limit => LimitName.Roles;

    public Task<long> CountAsync(ConsoleDbContext db, CancellationToken cancellationToken) => db.Set<JobRole>().LongCountAsync(cancellationToken);
}
