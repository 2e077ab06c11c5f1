using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Core.Usage.Reports;

namespace TenantConsole.Core.Agents;

/// <summary>What an agent did: its figures from rollups, its single calls from the ledger, its changes from the audit log. An agent that is not the organization's is refused as a missing one is.</summary>
public sealed class AgentActivity(ConsoleDatabase database, IAccessControl access, SubjectReports reports, RecentChanges changes)
{
    /// <summary>Everything that can happen to an agent, as the audit log has it.</summary>
    public static readonly IReadOnlyList<string> Actions = ["agent.created", "agent.updated", "agent.enabled", "agent.disabled", "agent.documents_changed", "agent.deleted"];

    /// <summary>A period day by day. Needs <see cref="Permission.ViewCosts"/>.</summary>
    public async Task<SubjectUsage> UsageAsync(Actor actor, OrganizationId organizationId, AgentId agentId, ReportPeriod period, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewCosts, organizationId, cancellationToken);
        await using (var db = database.OpenTenant(organizationId))
        {
            await RequireAgentAsync(db, agentId, cancellationToken);
        }

        return await reports.DaysAsync(actor, organizationId, UsageSubject.Of(agentId), period, cancellationToken);
    }

    /// <summary>The sums of several agents over a period; one that was not asked is missing. Needs <see cref="Permission.ViewCosts"/>.</summary>
    public async Task<IReadOnlyDictionary<AgentId, UsageFigures>> TotalsAsync(
        Actor actor, OrganizationId organizationId, IReadOnlyCollection<AgentId> agents, ReportPeriod period, CancellationToken cancellationToken)
    {
        var totals = await reports.TotalsAsync(actor, organizationId, [.. agents.Select(agent => UsageSubject.Of(agent))], period, cancellationToken);
        return agents.Where(agent => totals.ContainsKey(UsageSubject.Of(agent))).ToDictionary(agent => agent, agent => totals[UsageSubject.Of(agent)]);
    }

    /// <summary>Its calls, newest first. Needs <see cref="Permission.ViewCosts"/>.</summary>
    /// <param name="after">Where to go on; null: at the newest.</param>
    public async Task<AgentCallPage> CallsAsync(Actor actor, OrganizationId organizationId, AgentId agentId, AgentCallCursor? after, int count, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewCosts, organizationId, cancellationToken);
        var take = Math.Clamp(count, 1, PageRequest.MaxSize);
        await using var db = database.OpenTenant(organizationId);
        await RequireAgentAsync(db, agentId, cancellationToken);
        var calls = db.Set<UsageRecord>().Where(record => record.AgentId == agentId);
        if (after is { } cursor)
        {
            calls = calls.Where(record => record.OccurredUtc <= cursor.OccurredUtc);
        }

        var rows = await calls.OrderByDescending(record => record.OccurredUtc).ThenByDescending(record => record.Id).Skip(after?.Seen ?? 0).Take(take + 1)
            .Select(record => new AgentCall(
                record.Id,
                record.OccurredUtc,
                record.UserId,
                record.ConversationId,
                record.ModelId,
                record.ModelClass,
                record.Complexity,
                record.Cascaded,
                record.Outcome,
                record.InputTokens + record.CachedInputTokens + record.OutputTokens + record.ReasoningTokens,
                record.CostPicoUsd,
                record.ResponseMs))
            .ToListAsync(cancellationToken);
        var shown = rows.Take(take).ToList();
        return new(shown, rows.Count > take ? Next(shown, after) : null);
    }

    /// <summary>What was changed about it in a period of the organization's calendar, newest first, at most <see cref="PageRequest.MaxSize"/>. Needs <see cref="Permission.ViewAudit"/>.</summary>
    public async Task<IReadOnlyList<RecentChange>> ChangesAsync(Actor actor, OrganizationId organizationId, AgentId agentId, ReportPeriod period, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewAudit, organizationId, cancellationToken);
        TimeZoneInfo zone;
        await using (var db = database.OpenTenant(organizationId))
        {
            zone = LocalCalendar.Zone(await db.Set<Organization>().Select(organization => organization.TimeZone).SingleAsync(cancellationToken));
        }

        return await changes.OfAsync(
            actor,
            organizationId,
            UsageSubject.Of(agentId),
            [.. Actions],
            LocalCalendar.StartOfDayUtc(period.From, zone),
            LocalCalendar.StartOfDayUtc(period.Until, zone),
            PageRequest.MaxSize,
            cancellationToken);
    }

    private static AgentCallCursor Next(List<AgentCall> shown, AgentCallCursor? after)
    {
        var moment = shown[^1].OccurredUtc;
        var seen = shown.Count(call => call.OccurredUtc == moment);
        return new(moment, after?.OccurredUtc == moment ? after.Seen + seen : seen);
    }

    private static async Task RequireAgentAsync(ConsoleDbContext db, AgentId agentId, CancellationToken cancellationToken)
    {
        if (!await db.Set<Agent>().AnyAsync(agent => agent.Id == agentId, cancellationToken))
        {
            throw new AccessDeniedException();
        }
    }
}
