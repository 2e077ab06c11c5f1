using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Roles;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Agents;

/// <summary>Reads an organization's agents, for who may <see cref="Permission.ViewOrganization"/>: searched, sorted and cut in the database. Deleted agents are not in it.</summary>
public sealed class AgentDirectory(ConsoleDatabase database, IAccessControl access)
{
    /// <summary>The columns that the list can be sorted by; without one it is sorted by name.</summary>
    public static class Sorts
    {
        public const string Name = "name";
        public const string Type = "type";
        public const string Role = "role";
        public const string Created = "created";
    }

    /// <summary>One page. The search looks for its text anywhere in the name, without regard to case and accents.</summary>
    public async Task<Page<AgentListItem>> ListAsync(Actor actor, OrganizationId organizationId, PageRequest request, AgentFilter filter, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var matching = Matching(Live(db), request.Search, filter);
        var total = await matching.CountAsync(cancellationToken);
        var items = await Sorted(Rows(db, matching), request).Skip(request.Skip).Take(request.Take)
            .Select(row => new AgentListItem(
                row.Agent.Id,
                row.Agent.Name,
                row.Agent.Type,
                row.Agent.Specialization,
                row.Agent.RoleId,
                row.RoleName,
                row.Agent.ReportsToId,
                db.Set<Agent>().Where(manager => manager.Id == row.Agent.ReportsToId).Select(manager => manager.Name).FirstOrDefault(),
                row.Agent.UsesRouter,
                row.Agent.ModelId,
                row.Agent.IsEnabled,
                row.Agent.CreatedUtc))
            .ToListAsync(cancellationToken);
        return new(items, total);
    }

    /// <summary>One agent.</summary>
    /// <exception cref="AccessDeniedException">The actor may not, or there is no such agent.</exception>
    public async Task<AgentDetail> GetAsync(Actor actor, OrganizationId organizationId, AgentId agentId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var agent = await Live(db).AsNoTracking().FirstOrDefaultAsync(agent => agent.Id == agentId, cancellationToken) ?? throw new AccessDeniedException();
        return new(
            agent,
            agent.RoleId is { } roleId ? await db.Set<JobRole>().AsNoTracking().SingleAsync(role => role.Id == roleId, cancellationToken) : null,
            agent.ReportsToId is { } managerId ? await db.Set<Agent>().AsNoTracking().SingleAsync(manager => manager.Id == managerId, cancellationToken) : null,
            await Live(db).CountAsync(report => report.ReportsToId == agentId, cancellationToken));
    }

    /// <summary>Everybody's place in the organization chart, by name. A limit keeps agents to some hundreds.</summary>
    public async Task<IReadOnlyList<AgentPlace>> ChartAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        return await Rows(db, Live(db)).OrderBy(row => row.Agent.SearchName).ThenBy(row => row.Agent.Id)
            .Select(row => new AgentPlace(row.Agent.Id, row.Agent.Name, row.Agent.Type, row.RoleName, row.Agent.ReportsToId, row.Agent.IsEnabled))
            .ToListAsync(cancellationToken);
    }

    /// <summary>How many agents have each job role; a role that nobody has is missing.</summary>
    public async Task<IReadOnlyDictionary<RoleId, int>> CountByRoleAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        return await Live(db).Where(agent => agent.RoleId != null).GroupBy(agent => agent.RoleId!.Value)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
    }

    /// <summary>The names of agents, deleted ones too, for what they said, did or cost. Ids that are not this organization's are missing.</summary>
    public async Task<IReadOnlyDictionary<AgentId, string>> NamesAsync(Actor actor, OrganizationId organizationId, IReadOnlyCollection<AgentId> ids, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        return await db.Set<Agent>().Where(agent => ids.Contains(agent.Id)).Select(agent => new { agent.Id, agent.Name })
            .ToDictionaryAsync(agent => agent.Id, agent => agent.Name, cancellationToken);
    }

    internal static IQueryable<Agent> Live(ConsoleDbContext db) => db.Set<Agent>().Where(agent => agent.DeletedUtc == null);

    private static IQueryable<Row> Rows(ConsoleDbContext db, IQueryable<Agent> agents) =>
        from agent in agents
        join role in db.Set<JobRole>() on agent.RoleId equals (RoleId?)role.Id into roles
        from role in roles.DefaultIfEmpty()
        select new Row { Agent = agent, RoleName = role == null ? null : role.Name };

    private static IQueryable<Agent> Matching(IQueryable<Agent> agents, string? search, AgentFilter filter)
    {
        if (search?.Trim() is { Length: > 0 } wanted)
        {
            var text = SearchText.Fold(wanted);
            agents = agents.Where(agent => agent.SearchName.Contains(text));
        }

        if (filter.Type is { } type)
        {
            agents = agents.Where(agent => agent.Type == type);
        }

        if (filter.RoleId is { } roleId)
        {
            agents = agents.Where(agent => agent.RoleId == roleId);
        }

        return filter.IsEnabled is { } enabled ? agents.Where(agent => agent.IsEnabled == enabled) : agents;
    }

    private static IQueryable<Row> Sorted(IQueryable<Row> rows, PageRequest request)
    {
        var sorted = request.Sort switch
        {
            Sorts.Type => By(row => row.Agent.Type),
            Sorts.Role => By(row => row.RoleName),
            Sorts.Created => By(row => row.Agent.CreatedUtc),
            _ => By(row => row.Agent.SearchName),
        };
        return sorted.ThenBy(row => row.Agent.SearchName).ThenBy(row => row.Agent.Id);

        IOrderedQueryable<Row> By<TKey>(Expression<Func<Row, TKey>> key) => request.Descending ? rows.OrderByDescending(key) : rows.OrderBy(key);
    }

    private sealed class Row
    {
        public required Agent Agent { get; init; }

        public required string? RoleName { get; init; }
    }
}
