using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Roles;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Agents;

/// <summary>The agents that a limit counts, and those that have a job role.</summary>
internal sealed class CountedAgents : ICountedResource, IJobRoleUse
{
    public LimitName Limit => LimitName.Agents;

    public string Noun => "agents";

    public Task<long> CountAsync(ConsoleDbContext db, CancellationToken cancellationToken) => db.Set<Agent>().LongCountAsync(agent => agent.DeletedUtc == null, cancellationToken);

    public Task<int> CountAsync(ConsoleDbContext db, RoleId roleId, CancellationToken cancellationToken) => db.Set<Agent>().CountAsync(agent => agent.RoleId == roleId, cancellationToken);
}
