using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions.Learning;
using TenantConsole.Core.Conversations.Comparisons;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Conversations;

/// <summary>People's verdicts on answers: one of each person on each answer, changeable and retractable. Routing learns from them.</summary>
public sealed class AnswerFeedbackService(ConsoleDatabase database, IAccessControl access, IComparedCalls comparisons, TimeProvider time)
{
    /// <summary>Sets the actor's verdict on an answer of a conversation or comparison that they may read. Needs <see cref="Permission.UseCompletions"/>: who only looks does not steer the routing.</summary>
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
        if (!await IsReadAsync(db, standing, usageRecordId, cancellationToken))
        {
            throw new AccessDeniedException();
        }

        await LearningRow.EnsureAsync(database, organizationId, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await LearningRow.LockAsync(db, cancellationToken);
        await SetAsync(db, usageRecordId, person, verdict, cancellationToken);
        await ThumbOutcomes.SetAsync(db, usageRecordId, person, comparisons, time, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Whether the call's answer is one that the person may read.</summary>
    private static async Task<bool> IsReadAsync(ConsoleDbContext db, ConversationAccess standing, UsageRecordId usageRecordId, CancellationToken cancellationToken)
    {
        var messages = db.Set<ConversationMessage>().Where(message => message.UsageRecordId == usageRecordId && message.Role == MessageRole.Answer);
        var columns = db.Set<ComparisonAnswer>().Where(answer => answer.UsageRecordId == usageRecordId && answer.State == QuestionState.Answered);
        return await standing.Visible(db.Set<Conversation>()).AnyAsync(conversation => messages.Any(message => message.ConversationId == conversation.Id), cancellationToken)
            || await standing.Visible(db.Set<Comparison>()).AnyAsync(comparison => columns.Any(answer => answer.ComparisonId == comparison.Id), cancellationToken);
    }

    /// <summary>Nobody else changes verdicts meanwhile: whoever does has locked the learning's row, so the last one counts.</summary>
    private async Task SetAsync(ConsoleDbContext db, UsageRecordId usageRecordId, UserId person, AnswerVerdict? verdict, CancellationToken cancellationToken)
    {
        var own = await db.Set<AnswerFeedback>().SingleOrDefaultAsync(feedback => feedback.UsageRecordId == usageRecordId && feedback.UserId == person, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        if (verdict is not { } given)
        {
            if (own is not null)
            {
                db.Remove(own);
            }
        }
        else if (own is not null)
        {
            (own.Verdict, own.GivenUtc) = (given, now);
        }
        else
        {
            db.Add(new AnswerFeedback { OrganizationId = db.Scope.OrganizationId, UsageRecordId = usageRecordId, UserId = person, Verdict = given, GivenUtc = now });
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
