using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Conversations.Comparisons;

/// <summary>Keeps the ending of a call as a column of its comparison. Where the comparison was deleted meanwhile, nothing.</summary>
internal sealed class ComparisonKeeper(ConsoleDatabase database, TimeProvider time, OrganizationId organizationId, ComparisonId comparisonId, short ordinal, bool keepsTexts) : IAnswerKeeper
{
    public async Task AddAnswerAsync(string answer, CompletionReceipt receipt, CancellationToken cancellationToken)
    {
        var (text, notice, call, now) = (keepsTexts ? answer : null, ConversationMessage.CutNotice(receipt.Notice), (UsageRecordId?)receipt.UsageRecordId, (DateTime?)time.GetUtcNow().UtcDateTime);
        await using var db = database.OpenTenant(organizationId);
        await Row(db).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.State, QuestionState.Answered)
                .SetProperty(row => row.Text, text)
                .SetProperty(row => row.Notice, notice)
                .SetProperty(row => row.UsageRecordId, call)
                .SetProperty(row => row.AnsweredUtc, now),
            cancellationToken);
    }

    public async Task CloseAsync(QuestionState state, string notice, UsageRecordId? usageRecordId, CancellationToken cancellationToken)
    {
        var told = ConversationMessage.CutNotice(notice);
        await using var db = database.OpenTenant(organizationId);
        if (usageRecordId is { } id && !await db.Set<UsageRecord>().AnyAsync(record => record.Id == id, cancellationToken))
        {
            usageRecordId = null;
        }

        await Row(db).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, state).SetProperty(row => row.Notice, told).SetProperty(row => row.UsageRecordId, usageRecordId), cancellationToken);
    }

    private IQueryable<ComparisonAnswer> Row(ConsoleDbContext db) => db.Set<ComparisonAnswer>().Where(row => row.ComparisonId == comparisonId && row.Ordinal == ordinal);
}
