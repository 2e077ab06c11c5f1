using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Conversations;

/// <summary>People's verdicts on answers: one of each person on each answer, changeable and retractable. Routing learns from them.</summary>
public sealed class AnswerFeedbackService(ConsoleDatabase database, IAccessControl access, TimeProvider time)
{
    /// <summary>Sets the actor's verdict on an answer of a conversation that they may read. Needs <see cref="Permission.UseCompletions"/>: who only looks does not steer the routing.</summary>
    /// <param name="verdict">Null takes it back.</param>
    /// <exception cref="AccessDeniedException">There is no such answer, or the actor may not read it; or the actor is a program.</exception>
    public async Task SetAsync(Actor actor, OrganizationId organizationId, UsageRecordId usageRecordId, AnswerVerdict? verdict, CancellationToken cancellationToken)
    {
        var standing = await ConversationAccess.OfAsync(access, actor, organizationId, cancellationToken);
        if (standing is not { MayWork: true, Me: { } person })
        {
            throw new AccessDeniedException();
        }

        await using var db = database.OpenTenant(organizationId);
        var answers = db.Set<ConversationMessage>().Where(message => message.UsageRecordId == usageRecordId && message.Role == MessageRole.Answer);
        if (!await standing.Visible(db.Set<Conversation>()).AnyAsync(conversation => answers.Any(answer => answer.ConversationId == conversation.Id), cancellationToken))
        {
            throw new AccessDeniedException();
        }

        var own = db.Set<AnswerFeedback>().Where(feedback => feedback.UsageRecordId == usageRecordId && feedback.UserId == person);
        if (verdict is not { } given)
        {
            await own.ExecuteDeleteAsync(cancellationToken);
            return;
        }

        var now = time.GetUtcNow().UtcDateTime;
        if (await ChangeAsync(own, given, now, cancellationToken))
        {
            return;
        }

        db.Add(new AnswerFeedback { OrganizationId = organizationId, UsageRecordId = usageRecordId, UserId = person, Verdict = given, GivenUtc = now });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // The same person in a second window was faster: the last verdict counts.
            if (!await ChangeAsync(own, given, now, cancellationToken))
            {
                throw;
            }
        }
    }

    private static async Task<bool> ChangeAsync(IQueryable<AnswerFeedback> own, AnswerVerdict verdict, DateTime nowUtc, CancellationToken cancellationToken) =>
        await own.ExecuteUpdateAsync(set => set.SetProperty(feedback => feedback.Verdict, verdict).SetProperty(feedback => feedback.GivenUtc, nowUtc), cancellationToken) > 0;
}
