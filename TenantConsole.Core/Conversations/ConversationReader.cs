using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Conversations;

/// <summary>Reads a conversation, a stretch at a time, each answer with its call from the ledger. Who may read what is told in <see cref="ConversationAccess"/>.</summary>
public sealed class ConversationReader(ConsoleDatabase database, IAccessControl access, TimeProvider time)
{
    /// <summary>The most turns of one stretch.</summary>
    public const int MaxTurns = 100;

    /// <summary>A question without an answer for longer than this will not get one: no call lives as long.</summary>
    public static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(15);

    /// <exception cref="AccessDeniedException">There is no such conversation, or the actor may not read it.</exception>
    public async Task<ConversationHead> GetAsync(Actor actor, OrganizationId organizationId, ConversationId conversationId, CancellationToken cancellationToken)
    {
        var standing = await ConversationAccess.OfAsync(access, actor, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var conversation = await FindAsync(db, standing, conversationId, cancellationToken);
        var names = await PeopleNames.LoadAsync(database, [conversation.CreatedBy], cancellationToken);
        return new(
            conversation.Id,
            conversation.TitleAt(time.GetUtcNow().UtcDateTime),
            conversation.Source,
            conversation.AgentId,
            await db.Set<Agent>().Where(agent => agent.Id == conversation.AgentId).Select(agent => agent.Name).SingleOrDefaultAsync(cancellationToken),
            conversation.TicketId,
            conversation.CreatedBy,
            names.Of(conversation.CreatedBy),
            conversation.CreatedUtc,
            conversation.LastMessageUtc,
            conversation.MessageCount,
            conversation.LastTurn,
            standing.MayAsk(conversation),
            standing.MayChange(conversation));
    }

    /// <summary>The last turns before one, or of all.</summary>
    /// <param name="before">The turn that the stretch ends before; null: its end is the conversation's.</param>
    /// <param name="count">Clamped to 1..<see cref="MaxTurns"/>.</param>
    /// <exception cref="AccessDeniedException">There is no such conversation, or the actor may not read it.</exception>
    public async Task<ConversationTurns> ListTurnsAsync(
        Actor actor, OrganizationId organizationId, ConversationId conversationId, int? before, int count, CancellationToken cancellationToken)
    {
        var standing = await ConversationAccess.OfAsync(access, actor, organizationId, cancellationToken);
        var seesCosts = await access.HasAsync(actor, Permission.ViewCosts, organizationId, cancellationToken);
        var take = Math.Clamp(count, 1, MaxTurns);
        var end = before ?? int.MaxValue;
        await using var db = database.OpenTenant(organizationId);
        await FindAsync(db, standing, conversationId, cancellationToken);
        var questions = await db.Set<ConversationMessage>().AsNoTracking()
            .Where(message => message.ConversationId == conversationId && message.Turn < end && message.Role == MessageRole.Question)
            .OrderByDescending(message => message.Turn)
            .Take(take + 1)
            .ToListAsync(cancellationToken);
        var shown = questions.Take(take).Reverse().ToList();
        var turns = shown.Select(question => question.Turn).ToList();
        var answers = await db.Set<ConversationMessage>().AsNoTracking()
            .Where(message => message.ConversationId == conversationId && turns.Contains(message.Turn) && message.Role == MessageRole.Answer)
            .ToDictionaryAsync(message => message.Turn, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        var calls = await AnsweredCalls.LoadAsync(db, standing.Me, shown.Concat(answers.Values).Select(message => message.UsageRecordId), now, cancellationToken);
        var names = await PeopleNames.LoadAsync(database, shown.Select(question => question.AskedBy), cancellationToken);
        return new(
            [.. shown.Select(question => Turn(question, answers.GetValueOrDefault(question.Turn), calls, names, now, seesCosts || question.AskedBy == standing.Me))],
            questions.Count > take);
    }

    private static ConversationTurn Turn(ConversationMessage question, ConversationMessage? answer, AnsweredCalls calls, PeopleNames names, DateTime nowUtc, bool seesCosts)
    {
        var usageRecordId = answer?.UsageRecordId ?? question.UsageRecordId;
        var notice = answer is null ? question.Notice : answer.Notice;
        var call = calls.Of(usageRecordId, question.RequestId, notice, seesCosts);
        return new(
            question.Turn,
            Standing(question.State, question.WrittenUtc, nowUtc),
            question.RequestId,
            TextOf(question, nowUtc),
            question.WrittenUtc,
            question.AskedBy,
            names.Of(question.AskedBy),
            question.JobRole,
            question.LeftOutTurns,
            TextOf(answer, nowUtc),
            answer?.WrittenUtc,
            notice,
            usageRecordId,
            call.Figures,
            call.Decision,
            call.Receipt,
            call.Verdict,
            question.RerunOfTurn);
    }

    /// <summary>What has expired is not shown, even before the retention job has come by.</summary>
    private static string? TextOf(ConversationMessage? message, DateTime nowUtc) => message?.ExpiresUtc > nowUtc ? message.Text : null;

    /// <summary>How a question stands that was asked at a moment.</summary>
    internal static TurnStanding Standing(QuestionState? state, DateTime askedUtc, DateTime nowUtc) => state switch
    {
        QuestionState.Answered => TurnStanding.Answered,
        QuestionState.Refused => TurnStanding.Refused,
        QuestionState.Failed => TurnStanding.Failed,
        _ => nowUtc - askedUtc < LongestCall ? TurnStanding.Running : TurnStanding.Unanswered,
    };

    private static async Task<Conversation> FindAsync(ConsoleDbContext db, ConversationAccess standing, ConversationId conversationId, CancellationToken cancellationToken) =>
        await standing.Visible(db.Set<Conversation>()).AsNoTracking().SingleOrDefaultAsync(conversation => conversation.Id == conversationId, cancellationToken)
        ?? throw new AccessDeniedException();
}
