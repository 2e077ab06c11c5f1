using TenantConsole.Core.Organizations;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Quotas;

/// <summary>Something that an organization has and that a limit counts. Who keeps it counts it anew here, so that the ledger check can prove the counter.</summary>
public interface ICountedResource
{
    LimitName Limit { get; }

    /// <summary>How much there is now, in the limit's unit, in a context of one organization.</summary>
    Task<long> CountAsync(ConsoleDbContext db, CancellationToken cancellationToken);
}
