using TenantConsole.Core.Agents;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Roles;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Seeding;

/// <summary>Puts made-up agents into an organization, and gives made-up calls to them.</summary>
internal static class SeedAgents
{
    /// <summary>Adds them in the transaction that makes the organization, counted as the program counts.</summary>
    public static IReadOnlyList<SeededAgent> Add(
        ConsoleDbContext db, OrganizationId organizationId, IReadOnlyList<SeedAgent> wanted, IReadOnlyList<JobRole> roles, SeededRandom random, DateTime createdUtc)
    {
        var made = new List<SeededAgent>(wanted.Count);
        foreach (var agent in wanted)
        {
            var id = random.Id<AgentId>(createdUtc);
            db.Add(new Agent
            {
                OrganizationId = organizationId,
                Id = id,
                Name = agent.Name,
                Type = agent.Type,
                RoleId = roles.Single(role => role.Key == agent.Role).Id,
                Specialization = agent.Specialization,
                Instructions = agent.Instructions,
                ReportsToId = agent.ReportsTo is { } manager ? made.Single(candidate => candidate.Agent.Name == manager).Id : null,
                UsesRouter = agent.UsesRouter,
                CreatedUtc = createdUtc,
            });
            made.Add(new(id, agent));
        }

        if (made.Count > 0)
        {
            db.Add(QuotaService.NewCounter(organizationId, LimitName.Agents, Period.Standing, made.Count));
        }

        return made;
    }

    /// <summary>
    /// Who of them answered a call, by the call's own id, so that the rest of what is made up stays the same with and without agents; one without a router answers only with its own model.
    /// Null: there are none.
    /// </summary>
    public static SeededAgent? Of(IReadOnlyList<SeededAgent> agents, UsageRecordId call, Complexity complexity, string modelId, bool cascaded)
    {
        var total = agents.Sum(Weight);
        if (total == 0)
        {
            return null;
        }

        var draw = (int)(BitConverter.ToUInt32(call.Value.ToByteArray(), 12) % (uint)total);
        return agents.First(agent => (draw -= Weight(agent)) < 0);

        int Weight(SeededAgent agent) =>
            !agent.Agent.UsesRouter && (cascaded || modelId != Agent.DefaultModelId) ? 0
            : complexity is Complexity.Simple or Complexity.Moderate ? agent.Agent.EasyWeight : agent.Agent.HardWeight;
    }
}
