using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Quotas;

/// <summary>Every limit of an organization with what is used of it. For people to look at; admission is decided elsewhere, by conditional updates.</summary>
public sealed class LimitOverview(ConsoleDatabase database, IAccessControl access, IEnumerable<ICountedResource> resources, TimeProvider time)
{
    /// <summary>All limits, in the order of <see cref="LimitName"/>. Without <see cref="Permission.ViewCosts"/> the budget is left out.</summary>
    public async Task<IReadOnlyList<LimitStanding>> ListAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        var costs = await access.HasAsync(actor, Permission.ViewCosts, organizationId, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = database.OpenTenant(organizationId);
        var (limits, used) = await ReadAsync(db, organizationId, now, cancellationToken);
        return [.. used.Where(standing => costs || standing.Limit != LimitName.MonthlyBudgetUsd)
            .Select(standing => new LimitStanding(limits[standing.Limit], standing.Used, standing.Pending, standing.ResetsUtc))];
    }

    /// <summary>The same with when each limit runs out at the present rate; the rule is <see cref="LimitPace"/>'s.</summary>
    public async Task<IReadOnlyList<LimitForecast>> ForecastAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        var standings = await ListAsync(actor, organizationId, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = database.OpenTenant(organizationId);
        var zone = LocalCalendar.Zone(await db.Set<Organization>().Select(organization => organization.TimeZone).SingleAsync(cancellationToken));
        var forecasts = new List<LimitForecast>();
        foreach (var standing in standings)
        {
            var counted = resources.FirstOrDefault(resource => resource.Limit == standing.Effective.Limit);
            var made = counted is null ? null : await counted.CountMadeSinceAsync(db, now.AddDays(-LimitPace.StandingDays), cancellationToken);
            forecasts.Add(LimitPace.Of(standing, made, now, zone));
        }

        return forecasts;
    }

    /// <summary>What would change with another tier, limit by limit where the tier sets one, against what is there now. Needs <see cref="Permission.EditLimits"/>.</summary>
    public async Task<IReadOnlyList<TierPreview>> PreviewTierAsync(Actor actor, OrganizationId organizationId, Tier tier, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.EditLimits, organizationId, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = database.OpenTenant(organizationId);
        var (limits, used) = await ReadAsync(db, organizationId, now, cancellationToken);
        return [.. used.Where(standing => TierLimits.Of(tier).Value(standing.Limit) is not null).Select(standing =>
        {
            var limit = limits[standing.Limit];
            return new TierPreview(standing.Limit, limit.Cap, limit.Source == LimitSource.Override ? limit.Cap : TierLimits.Of(tier).Value(standing.Limit), standing.Used);
        })];
    }

    private static async Task<(EffectiveLimits Limits, IReadOnlyList<Usage> Used)> ReadAsync(
        ConsoleDbContext db, OrganizationId organizationId, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var limits = await EffectiveLimits.LoadAsync(db, organizationId, nowUtc, cancellationToken);
        var timeZone = await db.Set<Organization>().Select(organization => organization.TimeZone).SingleAsync(cancellationToken);
        var zone = LocalCalendar.Zone(timeZone);
        var periods = Enum.GetValues<LimitName>().ToDictionary(limit => limit, limit => Period.Of(limit, nowUtc, zone));
        var keys = periods.Values.Select(period => period.Key).Distinct(StringComparer.Ordinal).ToList();
        var counters = await db.Set<QuotaCounter>().AsNoTracking()
            .Where(counter => counter.OrganizationId == organizationId && counter.Scope == "" && keys.Contains(counter.Period))
            .ToListAsync(cancellationToken);
        return (limits, [.. periods.Select(pair => Of(pair.Key, pair.Value))]);

        Usage Of(LimitName limit, Period period)
        {
            var counter = counters.Find(candidate => candidate.Limit == limit && candidate.Period == period.Key);
            var resets = period.Key.Length == 0 ? (DateTime?)null : period.EndUtc;
            return new(limit, counter?.Used ?? 0, counter?.Pending ?? 0, resets);
        }
    }

    private sealed record Usage(LimitName Limit, long Used, long Pending, DateTime? ResetsUtc);
}
