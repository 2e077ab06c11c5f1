using TenantConsole.Core.Organizations;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Quotas;

/// <summary>Something that an organization has and that a limit counts. Who keeps it counts it anew here, so that the ledger check can prove the counter.</summary>
public interface ICountedResource
{
    LimitName Limit { get; }

    /// <summary>How much there is now, in the limit's unit, in a context of one organization.</summary>
    Task<long> CountAsync(ConsoleDbContext db, CancellationToken cancellationToken);

    /// <summary>How much of what is there now was made from this moment on; null where nobody kept that. It tells the rate at which a limit runs out.</summary>
    Task<long?> CountMadeSinceAsync(ConsoleDbContext db, DateTime sinceUtc, CancellationToken cancellationToken) => Task.FromResult<long?>(null);
}
