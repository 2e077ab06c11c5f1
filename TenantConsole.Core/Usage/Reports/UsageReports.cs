using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Usage.Reports;

/// <summary>
/// What was used and what it cost, from the rollups alone: the time a report takes depends on the days, models and organizations it covers, never on the number of calls.
/// All sums are integers added up by the database. Days are those of each organization's own calendar.
/// </summary>
public sealed class UsageReports(ConsoleDatabase database, IAccessControl access, TimeProvider time)
{
    /// <summary>How many organizations a <see cref="PlatformUsageReport"/> names.</summary>
    public const int TopOrganizationCount = 10;

    /// <summary>One organization's use, for who may <see cref="Permission.ViewCosts"/> there.</summary>
    /// <exception cref="AccessDeniedException">The actor may not, or there is no such organization.</exception>
    public async Task<OrganizationUsageReport> OrganizationAsync(Actor actor, OrganizationId organizationId, ReportPeriod period, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewCosts, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var usage = db.Set<DailyUsage>();
        var days = await usage.Where(row => row.Day >= period.From && row.Day < period.Until)
            .SumBy(row => new { row.Day, row.ModelId })
            .ToListAsync(cancellationToken);
        var (from, until) = (period.Before.From, period.Before.Until);
        var before = await usage.Where(row => row.Day >= from && row.Day < until)
            .SumBy(_ => 1)
            .SingleOrDefaultAsync(cancellationToken);
        return new(organizationId, UsageSeries.From(period, days.Select(sum => (sum.Key.Day, sum.Key.ModelId, sum.Figures)), before?.Figures ?? UsageFigures.None));
    }

    /// <summary>The use of all organizations, for who may <see cref="Permission.ViewPlatform"/>.</summary>
    /// <exception cref="AccessDeniedException">The actor may not.</exception>
    public async Task<PlatformUsageReport> PlatformAsync(Actor actor, ReportPeriod period, CancellationToken cancellationToken)
    {
        await access.RequirePlatformAsync(actor, Permission.ViewPlatform, cancellationToken);
        await using var db = database.OpenSystem();
        var usage = db.Set<PlatformDailyUsage>();
        var days = await usage.Where(row => row.Day >= period.From && row.Day < period.Until)
            .SumBy(row => new { row.Day, row.ModelId })
            .ToListAsync(cancellationToken);
        var (from, until) = (period.Before.From, period.Before.Until);
        var before = await usage.Where(row => row.Day >= from && row.Day < until)
            .SumBy(_ => 1)
            .SingleOrDefaultAsync(cancellationToken);
        return new(
            UsageSeries.From(period, days.Select(sum => (sum.Key.Day, sum.Key.ModelId, sum.Figures)), before?.Figures ?? UsageFigures.None),
            await TopOrganizationsAsync(db, period, cancellationToken));
    }

    /// <summary>
    /// The latest day that a report over all organizations should include: today in UTC, or tomorrow where an organization east of it has begun its next day.
    /// </summary>
    /// <exception cref="AccessDeniedException">The actor may not <see cref="Permission.ViewPlatform"/>.</exception>
    public async Task<DateOnly> PlatformTodayAsync(Actor actor, CancellationToken cancellationToken)
    {
        await access.RequirePlatformAsync(actor, Permission.ViewPlatform, cancellationToken);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var tomorrow = today.AddDays(1);
        await using var db = database.OpenSystem();
        return await db.Set<PlatformDailyUsage>().AnyAsync(usage => usage.Day == tomorrow, cancellationToken) ? tomorrow : today;
    }

    private static async Task<IReadOnlyList<OrganizationUsage>> TopOrganizationsAsync(ConsoleDbContext db, ReportPeriod period, CancellationToken cancellationToken)
    {
        // Two steps: all organizations are ranked by few narrow rows, and only those that are shown are summed in full.
        var dearest = await Ranks(db, PeriodCover.Of(period)).GroupBy(rank => rank.OrganizationId)
            .Select(group => new { OrganizationId = group.Key, CostPicoUsd = group.Sum(rank => rank.CostPicoUsd), Queries = group.Sum(rank => rank.Queries) })
            .Where(rank => rank.Queries > 0)
            .OrderByDescending(rank => rank.CostPicoUsd)
            .ThenBy(rank => rank.OrganizationId)
            .Take(TopOrganizationCount)
            .Select(rank => rank.OrganizationId)
            .ToListAsync(cancellationToken);
        var figures = await db.Set<DailyTotalUsage>().Where(row => dearest.Contains(row.OrganizationId) && row.Day >= period.From && row.Day < period.Until)
            .SumBy(row => row.OrganizationId)
            .ToDictionaryAsync(sum => sum.Key, sum => sum.Figures, cancellationToken);
        var organizations = await db.Set<Organization>().Where(organization => dearest.Contains(organization.Id))
            .Select(organization => new { organization.Id, organization.Slug, organization.Name, organization.IsDemo })
            .ToDictionaryAsync(organization => organization.Id, cancellationToken);
        return
        [
            .. dearest.Select(id => organizations[id])
                .Select(organization => new OrganizationUsage(organization.Id, organization.Slug, organization.Name, organization.IsDemo, figures[organization.Id])),
        ];
    }

    private static IQueryable<Rank> Ranks(ConsoleDbContext db, PeriodCover cover)
    {
        // Summed once before the days join: of two years that leaves a fiftieth of the rows to be summed again.
        var months = db.Set<MonthlyUsage>().Where(row => row.Month >= cover.FirstMonth && row.Month < cover.EndMonth)
            .GroupBy(row => row.OrganizationId)
            .Select(group => new Rank { OrganizationId = group.Key, CostPicoUsd = group.Sum(row => row.CostPicoUsd), Queries = group.Sum(row => row.Queries) });
        return months.Concat(Days(cover.Start)).Concat(Days(cover.End));

        IQueryable<Rank> Days(CoverEdge edge) => db.Set<DailyTotalUsage>().Where(row => row.Day >= edge.From && row.Day < edge.Until)
            .Select(row => new Rank { OrganizationId = row.OrganizationId, CostPicoUsd = edge.Sign * row.CostPicoUsd, Queries = edge.Sign * row.Queries });
    }

    private sealed class Rank
    {
        public required OrganizationId OrganizationId { get; init; }

        public required long CostPicoUsd { get; init; }

        public required long Queries { get; init; }
    }
}
