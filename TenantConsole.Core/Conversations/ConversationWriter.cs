using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Conversations;

/// <summary>
/// Writes what is said, each question and each answer in a transaction of its own: the question before its call, so that it is there whatever happens to the call; the answer when the
/// ledger has it. Between the two the question says that it was asked and no more. Several questions of one conversation may be under way at once; each has its number.
/// </summary>
internal sealed class ConversationWriter(ConsoleDatabase database, TimeProvider time)
{
    /// <summary>Keeps a question and returns its number.</summary>
    /// <param name="retentionDays">How long the organization keeps texts; 0: not at all.</param>
    /// <exception cref="AccessDeniedException">The conversation is gone.</exception>
    public async Task<int> AddQuestionAsync(Actor actor, NewQuestion question, int leftOutTurns, int retentionDays, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = database.OpenTenant(question.OrganizationId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var removed = await RemoveAsync(db, question, cancellationToken);
        var conversation = await CountAsync(db, question.ConversationId, now, turns: 1, messages: 1 - removed, cancellationToken) ?? throw new AccessDeniedException();
        var expires = now.AddDays(retentionDays);
        if (conversation is { Title: Conversation.Untitled, TitleExpiresUtc: null } && retentionDays > 0)
        {
            var title = ConversationTitle.Of(question.Text);
            var folded = SearchText.Fold(title);
            await Rows(db, question.ConversationId).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Title, title).SetProperty(row => row.SearchTitle, folded).SetProperty(row => row.TitleExpiresUtc, expires), cancellationToken);
        }

        db.Add(new ConversationMessage
        {
            OrganizationId = question.OrganizationId,
            Id = TypedId.New<MessageId>(time),
            ConversationId = question.ConversationId,
            Turn = conversation.LastTurn,
            Role = MessageRole.Question,
            Text = retentionDays > 0 ? question.Text : null,
            ExpiresUtc = retentionDays > 0 ? expires : null,
            WrittenUtc = now,
            RequestId = question.RequestId,
            AskedBy = (actor as Actor.Person)?.UserId,
            JobRole = question.JobRole,
            LeftOutTurns = leftOutTurns,
            RerunOfTurn = question.RerunOfTurn,
            State = QuestionState.Asked,
        });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return conversation.LastTurn;
    }

    /// <summary>Keeps the answer. Where the question was deleted meanwhile, nothing.</summary>
    public async Task AddAnswerAsync(NewQuestion question, int turn, string answer, CompletionReceipt receipt, int retentionDays, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = database.OpenTenant(question.OrganizationId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await CountAsync(db, question.ConversationId, now, turns: 0, messages: 1, cancellationToken) is null
            || await Question(db, question, turn).ExecuteUpdateAsync(set => set.SetProperty(message => message.State, QuestionState.Answered), cancellationToken) == 0)
        {
            return;
        }

        db.Add(new ConversationMessage
        {
            OrganizationId = question.OrganizationId,
            Id = TypedId.New<MessageId>(time),
            ConversationId = question.ConversationId,
            Turn = turn,
            Role = MessageRole.Answer,
            Text = retentionDays > 0 ? answer : null,
            ExpiresUtc = retentionDays > 0 ? now.AddDays(retentionDays) : null,
            WrittenUtc = now,
            RequestId = question.RequestId,
            UsageRecordId = receipt.UsageRecordId,
            Notice = ConversationMessage.CutNotice(receipt.Notice),
        });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Says on the question why there is no answer.</summary>
    /// <param name="usageRecordId">The call, where it got as far as a receipt; noted where the ledger has it.</param>
    public async Task CloseAsync(NewQuestion question, int turn, QuestionState state, string notice, UsageRecordId? usageRecordId, CancellationToken cancellationToken)
    {
        var told = ConversationMessage.CutNotice(notice);
        await using var db = database.OpenTenant(question.OrganizationId);
        if (usageRecordId is { } id && !await db.Set<UsageRecord>().AnyAsync(record => record.Id == id, cancellationToken))
        {
            usageRecordId = null;
        }

        await Question(db, question, turn).ExecuteUpdateAsync(
            set => set.SetProperty(message => message.State, state).SetProperty(message => message.Notice, told).SetProperty(message => message.UsageRecordId, usageRecordId), cancellationToken);
    }

    private static IQueryable<Conversation> Rows(ConsoleDbContext db, ConversationId conversationId) => db.Set<Conversation>().Where(conversation => conversation.Id == conversationId);

    private static IQueryable<ConversationMessage> Question(ConsoleDbContext db, NewQuestion question, int turn)
    {
        var id = question.ConversationId;
        return db.Set<ConversationMessage>().Where(message => message.ConversationId == id && message.Turn == turn && message.Role == MessageRole.Question && message.State == QuestionState.Asked);
    }

    /// <summary>Counts on and thereby locks the conversation until the transaction ends; null where it is gone.</summary>
    private static async Task<Conversation?> CountAsync(ConsoleDbContext db, ConversationId conversationId, DateTime nowUtc, int turns, int messages, CancellationToken cancellationToken)
    {
        var counted = await Rows(db, conversationId).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.LastTurn, row => row.LastTurn + turns)
                .SetProperty(row => row.MessageCount, row => row.MessageCount + messages)
                .SetProperty(row => row.LastMessageUtc, nowUtc),
            cancellationToken);
        return counted == 0 ? null : await Rows(db, conversationId).AsNoTracking().SingleAsync(cancellationToken);
    }

    /// <summary>Takes away the question that is asked anew; one that has an answer stays.</summary>
    private static async Task<int> RemoveAsync(ConsoleDbContext db, NewQuestion question, CancellationToken cancellationToken)
    {
        var (id, turn) = (question.ConversationId, question.InsteadOfTurn);
        return turn is null
            ? 0
            : await db.Set<ConversationMessage>()
                .Where(message => message.ConversationId == id && message.Turn == turn && message.Role == MessageRole.Question && message.State != QuestionState.Answered)
                .ExecuteDeleteAsync(cancellationToken);
    }
}
