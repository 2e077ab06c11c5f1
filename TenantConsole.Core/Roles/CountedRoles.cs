using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Roles;

/// <summary>The job roles that a limit counts.</summary>
internal sealed class CountedRoles : ICountedResource
{
    public LimitName Limit => LimitName.Roles;

    public Task<long> CountAsync(ConsoleDbContext db, CancellationToken cancellationToken) => db.Set<JobRole>().LongCountAsync(cancellationToken);

    /// <summary>A tier's limit keeps roles to a hundred or so; their ids say when each was made.</summary>
    public async Task<long?> CountMadeSinceAsync(ConsoleDbContext db, DateTime sinceUtc, CancellationToken cancellationToken)
    {
        var ids = await db.Set<JobRole>().Select(role => role.Id).ToListAsync(cancellationToken);
        return ids.LongCount(id => TypedId.MadeUtc(id) >= sinceUtc);
    }
}
