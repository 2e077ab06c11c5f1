using TenantConsole.Core.Organizations;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Quotas;

/// <summary>Something that an organization makes and that a limit counts by the month. Who keeps it counts it anew here, so that the ledger check can prove the counters.</summary>
public interface IMonthlyCount
{
    LimitName Limit { get; }

    /// <summary>How much was made in each month, by <see cref="Period.Key"/>, in a context of one organization.</summary>
    Task<IReadOnlyDictionary<string, long>> CountAsync(ConsoleDbContext db, CancellationToken cancellationToken);
}
