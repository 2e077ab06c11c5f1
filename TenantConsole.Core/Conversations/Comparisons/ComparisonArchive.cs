using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Conversations.Comparisons;

/// <summary>
/// The comparisons that are kept. One is its author's, and owners and administrators read it (<see cref="Permission.ViewConversations"/>); once it is shared everybody who may look at the
/// organization does. Its author, owners and administrators share and delete it, and nobody in a suspended organization. Foreign and missing ones are refused in the same words.
/// </summary>
public sealed class ComparisonArchive(ConsoleDatabase database, IAccessControl access, AuditLog audit, TimeProvider time)
{
    /// <exception cref="AccessDeniedException">There is no such comparison, or the actor may not read it.</exception>
    public async Task<ComparisonView> GetAsync(Actor actor, OrganizationId organizationId, ComparisonId comparisonId, CancellationToken cancellationToken)
    {
        var standing = await ConversationAccess.OfAsync(access, actor, organizationId, cancellationToken);
        var seesCosts = await access.HasAsync(actor, Permission.ViewCosts, organizationId, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = database.OpenTenant(organizationId);
        var comparison = await FindAsync(db, standing, comparisonId, cancellationToken);
        var answers = await db.Set<ComparisonAnswer>().AsNoTracking().Where(answer => answer.ComparisonId == comparisonId).OrderBy(answer => answer.Ordinal).ToListAsync(cancellationToken);
        var calls = await AnsweredCalls.LoadAsync(db, standing.Me, answers.Select(answer => answer.UsageRecordId), now, cancellationToken);
        var names = await PeopleNames.LoadAsync(database, [comparison.CreatedBy], cancellationToken);
        var isRead = comparison.ExpiresUtc > now;
        return new(
            comparison.Id,
            isRead ? comparison.Question : null,
            comparison.JobRole,
            comparison.CreatedBy,
            names.Of(comparison.CreatedBy),
            comparison.CreatedUtc,
            comparison.IsShared,
            MayChange(standing, comparison),
            [.. answers.Select(answer => new ComparedAnswer(
                ComparisonColumn.Parse(answer.Column) ?? ComparisonColumn.InForce,
                Turn(comparison, answer, calls, names, now, seesCosts || IsMine(standing, comparison))))]);
    }

    /// <summary>One page of those that the actor may read, the latest first.</summary>
    /// <param name="after">Where the page before ended; null: the first page.</param>
    /// <param name="size">Clamped to 1..<see cref="PageRequest.MaxSize"/>.</param>
    /// <exception cref="AccessDeniedException">The actor may not look at this organization.</exception>
    public async Task<ComparisonListPage> ListAsync(Actor actor, OrganizationId organizationId, ConversationCursor? after, int size, CancellationToken cancellationToken)
    {
        var standing = await ConversationAccess.OfAsync(access, actor, organizationId, cancellationToken);
        var take = Math.Clamp(size, 1, PageRequest.MaxSize);
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = database.OpenTenant(organizationId);
        var comparisons = standing.Visible(db.Set<Comparison>().AsNoTracking());
        if (after is not null)
        {
            var moment = after.LastMessageUtc;
            comparisons = comparisons.Where(comparison => comparison.CreatedUtc <= moment);
        }

        var rows = await comparisons
            .OrderByDescending(comparison => comparison.CreatedUtc).ThenByDescending(comparison => comparison.Id)
            .Skip(after?.Seen ?? 0).Take(take + 1)
            .Select(comparison => new { comparison.Id, Title = comparison.ExpiresUtc > now ? comparison.Title : Conversation.Untitled, comparison.CreatedBy, comparison.CreatedUtc, comparison.IsShared })
            .ToListAsync(cancellationToken);
        var shown = rows.Take(take).ToList();
        var ids = shown.Select(row => row.Id).ToList();
        var columns = (await db.Set<ComparisonAnswer>().Where(answer => ids.Contains(answer.ComparisonId)).OrderBy(answer => answer.Ordinal)
            .Select(answer => new { answer.ComparisonId, answer.Column }).ToListAsync(cancellationToken)).ToLookup(answer => answer.ComparisonId, answer => answer.Column);
        var names = await PeopleNames.LoadAsync(database, shown.Select(row => row.CreatedBy), cancellationToken);
        var last = shown.Count > 0 ? shown[^1].CreatedUtc : default;
        var seen = shown.Count(row => row.CreatedUtc == last) + (after?.LastMessageUtc == last ? after.Seen : 0);
        return new(
            [.. shown.Select(row => new ComparisonListItem(
                row.Id, row.Title, names.Of(row.CreatedBy), row.CreatedUtc, row.IsShared, [.. columns[row.Id].Select(column => ComparisonColumn.Parse(column) ?? ComparisonColumn.InForce)]))],
            rows.Count > take ? new(last, seen) : null);
    }

    /// <summary>Shows a comparison to everybody who may look at the organization, or no longer.</summary>
    /// <exception cref="AccessDeniedException">There is no such comparison, or it is not the actor's to share.</exception>
    public async Task SetSharedAsync(Actor actor, OrganizationId organizationId, ComparisonId comparisonId, bool isShared, CancellationToken cancellationToken)
    {
        await using var db = database.OpenTenant(organizationId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await FindToChangeAsync(db, actor, organizationId, comparisonId, cancellationToken);
        if (await db.Set<Comparison>().Where(row => row.Id == comparisonId && row.IsShared != isShared).ExecuteUpdateAsync(set => set.SetProperty(row => row.IsShared, isShared), cancellationToken) > 0)
        {
            await audit.SaveAsync(db, actor, organizationId, new(isShared ? "comparison.shared" : "comparison.unshared", $"comparison:{comparisonId}"), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    /// <summary>Deletes a comparison and its texts for good. Its calls stay in the ledger, with what the ledger keeps of them until its own retention ends.</summary>
    /// <exception cref="AccessDeniedException">There is no such comparison, or it is not the actor's to delete.</exception>
    public async Task DeleteAsync(Actor actor, OrganizationId organizationId, ComparisonId comparisonId, CancellationToken cancellationToken)
    {
        await using var db = database.OpenTenant(organizationId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await FindToChangeAsync(db, actor, organizationId, comparisonId, cancellationToken);
        var answers = await db.Set<ComparisonAnswer>().Where(answer => answer.ComparisonId == comparisonId).ExecuteDeleteAsync(cancellationToken);
        await db.Set<Comparison>().Where(row => row.Id == comparisonId).ExecuteDeleteAsync(cancellationToken);
        var details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["answers"] = answers };
        await audit.SaveAsync(db, actor, organizationId, new("comparison.deleted", $"comparison:{comparisonId}", details), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task FindToChangeAsync(ConsoleDbContext db, Actor actor, OrganizationId organizationId, ComparisonId comparisonId, CancellationToken cancellationToken)
    {
        var standing = await ConversationAccess.OfAsync(access, actor, organizationId, cancellationToken);
        if (!MayChange(standing, await FindAsync(db, standing, comparisonId, cancellationToken)))
        {
            throw new AccessDeniedException();
        }
    }

    private static async Task<Comparison> FindAsync(ConsoleDbContext db, ConversationAccess standing, ComparisonId comparisonId, CancellationToken cancellationToken) =>
        await standing.Visible(db.Set<Comparison>().AsNoTracking()).SingleOrDefaultAsync(comparison => comparison.Id == comparisonId, cancellationToken) ?? throw new AccessDeniedException();

    private static bool MayChange(ConversationAccess standing, Comparison comparison) => standing.MayWork && (standing.SeesAll || IsMine(standing, comparison));

    private static bool IsMine(ConversationAccess standing, Comparison comparison) => standing.Me is { } me && comparison.CreatedBy == me;

    private static ConversationTurn Turn(Comparison comparison, ComparisonAnswer answer, AnsweredCalls calls, PeopleNames names, DateTime nowUtc, bool seesCosts)
    {
        var isRead = comparison.ExpiresUtc > nowUtc;
        var call = calls.Of(answer.UsageRecordId, answer.RequestId, answer.Notice, seesCosts);
        return new(
            answer.Ordinal,
            ConversationReader.Standing(answer.State, comparison.CreatedUtc, nowUtc),
            answer.RequestId,
            isRead ? comparison.Question : null,
            comparison.CreatedUtc,
            comparison.CreatedBy,
            names.Of(comparison.CreatedBy),
            comparison.JobRole,
            LeftOutTurns: 0,
            isRead ? answer.Text : null,
            answer.AnsweredUtc,
            answer.Notice,
            answer.UsageRecordId,
            call.Figures,
            call.Decision,
            call.Receipt,
            call.Verdict);
    }
}
