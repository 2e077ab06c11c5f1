using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Roles;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Agents;

/// <summary>
/// Changes an organization's agents, for who may <see cref="Permission.ManageAgents"/>. Changes of one organization follow each other (<see cref="OrganizationLock"/>), so that what is
/// checked — the limit, that nobody reports in a circle, that a role is there — is still true when it is saved.
/// </summary>
public sealed class AgentService(ConsoleDatabase database, IAccessControl access, CatalogService catalog, QuotaService quotas, AuditLog audit, TimeProvider time)
{
    private const string ThisAgent = "this agent";

    /// <summary>Adds an agent, counted against the organization's limit.</summary>
    /// <exception cref="InvalidInputException">All faults at once.</exception>
    /// <exception cref="LimitReachedException">There are as many as there may be.</exception>
    public async Task<Agent> CreateAsync(Actor actor, OrganizationId organizationId, AgentDraft draft, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ManageAgents, organizationId, cancellationToken);
        draft = AgentRules.Trimmed(draft);
        var faults = await FaultsAsync(draft, cancellationToken);

        await using var db = database.OpenTenant(organizationId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await quotas.TakeAsync(db, organizationId, LimitName.Agents, 1, cancellationToken);
        var agent = new Agent
        {
            OrganizationId = organizationId,
            Id = TypedId.New<AgentId>(time),
            Name = draft.Name,
            Type = draft.Type,
            CreatedUtc = time.GetUtcNow().UtcDateTime,
        };
        await AddFaultsOfLinksAsync(db, agent.Id, draft, faults, cancellationToken);
        InvalidInputException.ThrowIfAny(faults);
        Put(agent, draft);
        db.Add(agent);
        await audit.SaveAsync(db, actor, organizationId, Event("agent.created", agent.Id, AgentDiff.Of(agent)), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return agent;
    }

    /// <summary>Saves what an editor wants. Where nothing is different nothing is written.</summary>
    /// <param name="version">The version that the editor saw.</param>
    /// <exception cref="AccessDeniedException">The actor may not, or there is no such agent.</exception>
    /// <exception cref="InvalidInputException">All faults at once; that it would report to itself, by whatever way, among them.</exception>
    /// <exception cref="EditConflictException">Somebody else was faster.</exception>
    public async Task<Agent> UpdateAsync(Actor actor, OrganizationId organizationId, AgentId agentId, AgentDraft draft, int version, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ManageAgents, organizationId, cancellationToken);
        draft = AgentRules.Trimmed(draft);
        var faults = await FaultsAsync(draft, cancellationToken);

        await using var db = database.OpenTenant(organizationId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await OrganizationLock.TakeAsync(db, organizationId, cancellationToken);
        var agent = await FindAsync(db, agentId, cancellationToken);
        if (agent.Version != version)
        {
            throw new EditConflictException(ThisAgent);
        }

        await AddFaultsOfLinksAsync(db, agentId, draft, faults, cancellationToken);
        InvalidInputException.ThrowIfAny(faults);
        var changed = AgentDiff.Between(agent, draft);
        if (changed.Count == 0)
        {
            return agent;
        }

        Put(agent, draft);
        await SaveAsync(db, actor, agent, "agent.updated", changed, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return agent;
    }

    /// <summary>Lets an agent answer, or no longer.</summary>
    /// <exception cref="AccessDeniedException">The actor may not, or there is no such agent.</exception>
    public async Task<Agent> SetEnabledAsync(Actor actor, OrganizationId organizationId, AgentId agentId, bool isEnabled, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ManageAgents, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var agent = await FindAsync(db, agentId, cancellationToken);
        if (agent.IsEnabled != isEnabled)
        {
            agent.IsEnabled = isEnabled;
            await SaveAsync(db, actor, agent, isEnabled ? "agent.enabled" : "agent.disabled", [], cancellationToken);
        }

        return agent;
    }

    /// <summary>Deletes an agent. Who reported to it reports to whom it reported to; what it said, did and cost stays.</summary>
    /// <exception cref="AccessDeniedException">The actor may not, or there is no such agent.</exception>
    public async Task DeleteAsync(Actor actor, OrganizationId organizationId, AgentId agentId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ManageAgents, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await OrganizationLock.TakeAsync(db, organizationId, cancellationToken);
        var agent = await FindAsync(db, agentId, cancellationToken);
        var manager = agent.ReportsToId;
        var moved = await db.Set<Agent>().Where(report => report.ReportsToId == agentId).ExecuteUpdateAsync(
            set => set.SetProperty(report => report.ReportsToId, manager).SetProperty(report => report.Version, report => report.Version + 1), cancellationToken);
        (agent.DeletedUtc, agent.IsEnabled, agent.RoleId, agent.ReportsToId) = (time.GetUtcNow().UtcDateTime, false, null, null);
        await db.Set<AgentDocument>().Where(link => link.AgentId == agentId).ExecuteDeleteAsync(cancellationToken);
        await quotas.GiveBackAsync(db, organizationId, LimitName.Agents, 1, cancellationToken);
        await SaveAsync(db, actor, agent, "agent.deleted", new(StringComparer.Ordinal) { ["reports_moved"] = moved }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<List<FieldError>> FaultsAsync(AgentDraft draft, CancellationToken cancellationToken) =>
        AgentRules.Faults(draft, await catalog.CurrentAsync(cancellationToken), time.GetUtcNow().UtcDateTime);

    /// <summary>What the agent points to must be there, in this organization, and must not lead back to it.</summary>
    private static async Task AddFaultsOfLinksAsync(ConsoleDbContext db, AgentId agentId, AgentDraft draft, List<FieldError> faults, CancellationToken cancellationToken)
    {
        if (draft.RoleId is { } roleId && !await db.Set<JobRole>().AnyAsync(role => role.Id == roleId, cancellationToken))
        {
            faults.Add(new("roleId", "Choose one of the organization's job roles."));
        }

        if (draft.ReportsToId is not { } managerId)
        {
            return;
        }

        var managers = await AgentDirectory.Live(db).Select(agent => new { agent.Id, agent.ReportsToId })
            .ToDictionaryAsync(agent => agent.Id, agent => agent.ReportsToId, cancellationToken);
        if (managerId == agentId)
        {
            faults.Add(new("reportsToId", "An agent does not report to itself."));
        }
        else if (!managers.ContainsKey(managerId))
        {
            faults.Add(new("reportsToId", "Choose one of the organization's agents."));
        }
        else if (Leads(managerId, agentId, managers))
        {
            faults.Add(new("reportsToId", "That agent reports to this one already, itself or through others. Choose one that does not."));
        }
    }

    private static bool Leads(AgentId from, AgentId to, Dictionary<AgentId, AgentId?> managers)
    {
        for (AgentId? at = from; at is { } current; at = managers.GetValueOrDefault(current))
        {
            if (current == to)
            {
                return true;
            }
        }

        return false;
    }

    private static void Put(Agent agent, AgentDraft draft)
    {
        agent.Name = draft.Name;
        agent.Type = draft.Type;
        agent.RoleId = draft.RoleId;
        agent.Specialization = draft.Specialization;
        agent.Instructions = draft.Instructions;
        agent.ReportsToId = draft.ReportsToId;
        agent.UsesRouter = draft.UsesRouter;
        agent.ModelId = draft.ModelId;
        agent.IsEnabled = draft.IsEnabled;
    }

    private async Task SaveAsync(ConsoleDbContext db, Actor actor, Agent agent, string action, Dictionary<string, object?> details, CancellationToken cancellationToken)
    {
        agent.Version++;
        try
        {
            await audit.SaveAsync(db, actor, agent.OrganizationId, Event(action, agent.Id, details), cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditConflictException(ThisAgent);
        }
    }

    private static async Task<Agent> FindAsync(ConsoleDbContext db, AgentId agentId, CancellationToken cancellationToken) =>
        await AgentDirectory.Live(db).FirstOrDefaultAsync(agent => agent.Id == agentId, cancellationToken) ?? throw new AccessDeniedException();

    private static AuditEvent Event(string action, AgentId agentId, Dictionary<string, object?> details) => new(action, $"agent:{agentId}", details);
}
