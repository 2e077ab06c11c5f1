using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions.Learning;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Conversations.Comparisons;

/// <summary>The calls of comparisons that are kept.</summary>
internal sealed class ComparedCalls : IComparedCalls
{
    private const int BatchCalls = 500;

    public async Task<ILookup<UsageRecordId, UsageRecordId>> FindAsync(ConsoleDbContext db, IReadOnlyCollection<UsageRecordId> calls, CancellationToken cancellationToken)
    {
        var found = new List<(UsageRecordId Call, UsageRecordId Beside)>();
        foreach (var batch in calls.Chunk(BatchCalls))
        {
            var ids = batch.Select(call => (UsageRecordId?)call).ToList();
            var pairs = await (
                from answer in db.Set<ComparisonAnswer>()
                join beside in db.Set<ComparisonAnswer>() on new { answer.OrganizationId, answer.ComparisonId } equals new { beside.OrganizationId, beside.ComparisonId }
                where ids.Contains(answer.UsageRecordId) && beside.UsageRecordId != null
                select new { Call = answer.UsageRecordId, Beside = beside.UsageRecordId })
                .ToListAsync(cancellationToken);
            found.AddRange(pairs.Select(pair => (pair.Call!.Value, pair.Beside!.Value)));
        }

        return found.ToLookup(pair => pair.Call, pair => pair.Beside);
    }
}
