using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Completions;

/// <summary>What routing needs to know of an organization at one moment: everything that the pure router cannot look up itself.</summary>
internal sealed record OrganizationRouting(
    Organization Organization, RoutingPolicy Policy, LearnedRouting Learned, BudgetHeadroom Headroom, ModelCatalog Catalog, DateTime NowUtc)
{
    /// <summary>Reads it in the organization's own context.</summary>
    /// <exception cref="AccessDeniedException">There is no such organization.</exception>
    public static async Task<OrganizationRouting> LoadAsync(
        ConsoleDatabase database, CalibrationStore calibrations, OrganizationId organizationId, ModelCatalog catalog, DateTime nowUtc, CancellationToken cancellationToken)
    {
        await using var db = database.OpenTenant(organizationId);
        var organization = await db.Set<Organization>().AsNoTracking().SingleOrDefaultAsync(candidate => candidate.Id == organizationId, cancellationToken) ?? throw new AccessDeniedException();
        var policy = await OrganizationPolicy.LoadAsync(db, cancellationToken);
        var headroom = policy.BudgetFallback ? await HeadroomAsync(db, organization, policy, nowUtc, cancellationToken) : BudgetHeadroom.Enough;
        return new(organization, policy, await calibrations.LoadAsync(db, cancellationToken), headroom, catalog, nowUtc);
    }

    public RoutingDecision Decide(string prompt, string? jobRole, AgentId? agentId, string? forcedModelId, int conversationTurns, int contextTokens) => Router.Decide(
        new RoutingRequest(prompt, jobRole, conversationTurns, forcedModelId, null, Headroom, contextTokens, Learned.Calibration, QuestionOrigin.Of(agentId)), Policy, Catalog, NowUtc);

    private static async Task<BudgetHeadroom> HeadroomAsync(ConsoleDbContext db, Organization organization, RoutingPolicy policy, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var limits = await EffectiveLimits.LoadAsync(db, organization.Id, nowUtc, cancellationToken);
        var month = Period.Month(nowUtc, LocalCalendar.Zone(organization.TimeZone)).Key;
        var spent = await db.Set<QuotaCounter>()
            .Where(counter => counter.Limit == LimitName.MonthlyBudgetUsd && counter.Scope == "" && counter.Period == month)
            .Select(counter => counter.Used + counter.Pending)
            .SingleOrDefaultAsync(cancellationToken);
        return policy.HeadroomAt(spent, limits[LimitName.MonthlyBudgetUsd].Cap);
    }
}
