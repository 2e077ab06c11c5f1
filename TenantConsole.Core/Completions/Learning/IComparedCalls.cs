using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Completions.Learning;

/// <summary>Tells which calls answered one question side by side. Whoever keeps comparisons and conversations knows it; the learning only asks.</summary>
public interface IComparedCalls
{
    /// <summary>Of each call that was compared, all calls that answered the same question, itself among them. One that was not has itself or none.</summary>
    /// <param name="db">A context of the organization.</param>
    Task<ILookup<UsageRecordId, UsageRecordId>> FindAsync(ConsoleDbContext db, IReadOnlyCollection<UsageRecordId> calls, CancellationToken cancellationToken);
}
