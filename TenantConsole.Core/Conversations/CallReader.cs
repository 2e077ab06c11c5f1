using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Conversations.Comparisons;
using TenantConsole.Core.Members;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Conversations;

/// <summary>
/// Reads one call of the ledger. Its figures are for who sees the organization's costs; calls of agents are for everybody who may look at the organization, without costs; one's own are one's own.
/// What was asked and answered is for the same people as conversations are (<see cref="ConversationAccess"/>). A call that the reader may not know of and one that does not exist are refused alike.
/// </summary>
public sealed class CallReader(ConsoleDatabase database, IAccessControl access, IFeatureGate features, CallTrail trail, TimeProvider time)
{
    /// <exception cref="AccessDeniedException">There is no such call, or the actor may not know of it.</exception>
    public async Task<CallView> GetAsync(Actor actor, OrganizationId organizationId, UsageRecordId usageRecordId, CancellationToken cancellationToken)
    {
        var standing = await ConversationAccess.OfAsync(access, actor, organizationId, cancellationToken);
        var seesAllCosts = await access.HasAsync(actor, Permission.ViewCosts, organizationId, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = database.OpenTenant(organizationId);
        var record = await db.Set<UsageRecord>().AsNoTracking().SingleOrDefaultAsync(candidate => candidate.Id == usageRecordId, cancellationToken) ?? throw new AccessDeniedException();
        var isMine = standing.Me is { } me && record.UserId == me;
        var showsTexts = isMine || standing.SeesAll || record.Source == CompletionSource.Agent;
        if (!showsTexts && !seesAllCosts)
        {
            throw new AccessDeniedException();
        }

        var calls = await AnsweredCalls.LoadAsync(db, standing.Me, [usageRecordId], now, cancellationToken);
        var call = calls.Of(usageRecordId, record.RequestId, notice: null, seesAllCosts || isMine);
        var detail = showsTexts
            ? await db.Set<UsageDetail>().AsNoTracking().SingleOrDefaultAsync(candidate => candidate.UsageRecordId == usageRecordId && candidate.ExpiresUtc > now, cancellationToken)
            : null;
        var names = await PeopleNames.LoadAsync(database, [record.UserId], cancellationToken);
        return new(
            record.Id,
            record.RequestId,
            record.OccurredUtc,
            record.Source,
            record.Complexity,
            record.Strategy,
            record.Cascaded,
            names.Of(record.UserId),
            record.AgentId,
            record.AgentId is { } agentId ? await db.Set<Agent>().Where(agent => agent.Id == agentId).Select(agent => agent.Name).SingleOrDefaultAsync(cancellationToken) : null,
            await ConversationAsync(db, standing, record.ConversationId, cancellationToken),
            await ComparisonAsync(db, showsTexts, usageRecordId, cancellationToken),
            record.JobRole,
            record.PriceVersion,
            showsTexts,
            detail?.Prompt,
            detail?.Answer,
            call.Figures!,
            showsTexts ? call.Decision : null,
            showsTexts ? calls.VerdictOf(usageRecordId) : null,
            showsTexts ? call.Receipt : null,
            await EntryAsync(actor, organizationId, usageRecordId, cancellationToken));
    }

    private static async Task<ConversationId?> ConversationAsync(ConsoleDbContext db, ConversationAccess standing, ConversationId? conversationId, CancellationToken cancellationToken) =>
        conversationId is { } id && await standing.Visible(db.Set<Conversation>()).AnyAsync(conversation => conversation.Id == id, cancellationToken) ? id : null;

    /// <summary>Who may read the texts of a comparison's call is its author or reads everything, and so may open the comparison.</summary>
    private static async Task<ComparisonId?> ComparisonAsync(ConsoleDbContext db, bool showsTexts, UsageRecordId usageRecordId, CancellationToken cancellationToken) => showsTexts
        ? await db.Set<ComparisonAnswer>().Where(answer => answer.UsageRecordId == usageRecordId).Select(answer => (ComparisonId?)answer.ComparisonId).FirstOrDefaultAsync(cancellationToken)
        : null;

    private async Task<CallEntry?> EntryAsync(Actor actor, OrganizationId organizationId, UsageRecordId usageRecordId, CancellationToken cancellationToken) =>
        await access.HasAsync(actor, Permission.ViewAudit, organizationId, cancellationToken) && await features.IsOnAsync(organizationId, Feature.AuditLog, cancellationToken)
            ? await trail.FindAsync(actor, organizationId, usageRecordId, cancellationToken)
            : null;
}
