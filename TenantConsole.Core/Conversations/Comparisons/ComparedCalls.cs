using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions.Learning;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Conversations.Comparisons;

/// <summary>The calls of comparisons that are kept, and those of a conversation's question that was asked once more of other models.</summary>
internal sealed class ComparedCalls : IComparedCalls
{
    private const int BatchCalls = 500;

    public async Task<ILookup<UsageRecordId, UsageRecordId>> FindAsync(ConsoleDbContext db, IReadOnlyCollection<UsageRecordId> calls, CancellationToken cancellationToken)
    {
        var found = new List<(UsageRecordId Call, UsageRecordId Beside)>();
        foreach (var batch in calls.Chunk(BatchCalls))
        {
            var ids = batch.Select(call => (UsageRecordId?)call).ToList();
            var columns =
                from answer in db.Set<ComparisonAnswer>()
                join beside in db.Set<ComparisonAnswer>() on new { answer.OrganizationId, answer.ComparisonId } equals new { beside.OrganizationId, beside.ComparisonId }
                where ids.Contains(answer.UsageRecordId) && beside.UsageRecordId != null
                select new { Call = answer.UsageRecordId, Beside = beside.UsageRecordId };
            var messages = db.Set<ConversationMessage>();
            var reruns =
                from answer in messages
                join question in messages on new { answer.OrganizationId, answer.ConversationId, answer.Turn } equals new { question.OrganizationId, question.ConversationId, question.Turn }
                join again in messages on new { answer.OrganizationId, answer.ConversationId } equals new { again.OrganizationId, again.ConversationId }
                join beside in messages on new { again.OrganizationId, again.ConversationId, again.Turn } equals new { beside.OrganizationId, beside.ConversationId, beside.Turn }
                where ids.Contains(answer.UsageRecordId) && answer.Role == MessageRole.Answer && question.Role == MessageRole.Question
                    && again.Role == MessageRole.Question && (again.RerunOfTurn ?? again.Turn) == (question.RerunOfTurn ?? question.Turn)
                    && beside.Role == MessageRole.Answer && beside.UsageRecordId != null
                select new { Call = answer.UsageRecordId, Beside = beside.UsageRecordId };
            var pairs = (await columns.ToListAsync(cancellationToken)).Concat(await reruns.ToListAsync(cancellationToken));
            found.AddRange(pairs.Select(pair => (pair.Call!.Value, pair.Beside!.Value)));
        }

        return found.ToLookup(pair => pair.Call, pair => pair.Beside);
    }
}
