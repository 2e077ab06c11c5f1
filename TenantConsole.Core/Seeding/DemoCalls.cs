using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Roles;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Seeding;

/// <summary>What all share that put words to calls which a demo organization has anyway.</summary>
internal static class DemoCalls
{
    /// <summary>The policy that the organization's calls were made up under.</summary>
    public static async Task<RoutingPolicy> PolicyAsync(ConsoleDbContext db, Organization organization, CancellationToken cancellationToken)
    {
        var roles = await db.Set<JobRole>().Where(role => role.OrganizationId == organization.Id).ToListAsync(cancellationToken);
        return OrganizationPolicy.Of(organization.Preferences, roles, RoutingPolicy.Default with { Strategy = RoutingStrategy.Rules });
    }

    /// <summary>A call's words and decision, kept from its answer on for as long as the organization keeps texts.</summary>
    public static UsageDetail Detail(Organization organization, UsageRecord call, RoutingDecision decision, string question, string answer) => new()
    {
        OrganizationId = organization.Id,
        UsageRecordId = call.Id,
        Decision = RoutingJson.Write(decision),
        Prompt = question,
        Answer = answer,
        ExpiresUtc = call.OccurredUtc.AddMilliseconds(call.ResponseMs).AddDays(organization.Features.DataRetentionDays),
    };
}
