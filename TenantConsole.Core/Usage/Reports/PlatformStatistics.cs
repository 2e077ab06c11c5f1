using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Usage.Reports;

/// <summary>
/// All organizations side by side, for who may <see cref="Permission.ViewPlatform"/>: how many of which sort, and what each used in a period, from the rollups of months and of the few
/// days at the period's edges. Days and months are those of each organization's own calendar.
/// </summary>
public sealed class PlatformStatistics(ConsoleDatabase database, IAccessControl access)
{
    /// <summary>The columns that the list can be sorted by; without one it is sorted by name.</summary>
    public static class Sorts
    {
        public const string Name = "name";
        public const string Queries = "queries";
        public const string SlmShare = "slm";
        public const string Cost = "cost";
        public const string Response = "response";
        public const string Errors = "errors";
    }

    /// <summary>How many organizations there are.</summary>
    /// <exception cref="AccessDeniedException">The actor may not.</exception>
    public async Task<PlatformCounts> CountAsync(Actor actor, CancellationToken cancellationToken)
    {
        await access.RequirePlatformAsync(actor, Permission.ViewPlatform, cancellationToken);
        await using var db = database.OpenSystem();
        return new(await db.Set<Organization>()
            .GroupBy(organization => new { organization.Status, organization.Tier, organization.Industry })
            .Select(group => new OrganizationCount(group.Key.Status, group.Key.Tier, group.Key.Industry, group.Count()))
            .ToListAsync(cancellationToken));
    }

    /// <summary>What all of them used together.</summary>
    /// <exception cref="AccessDeniedException">The actor may not.</exception>
    public async Task<UsageFigures> TotalAsync(Actor actor, ReportPeriod period, CancellationToken cancellationToken)
    {
        await access.RequirePlatformAsync(actor, Permission.ViewPlatform, cancellationToken);
        await using var db = database.OpenSystem();
        var total = await db.Set<PlatformDailyUsage>().Where(row => row.Day >= period.From && row.Day < period.Until).SumBy(_ => 1).SingleOrDefaultAsync(cancellationToken);
        return total?.Figures ?? UsageFigures.None;
    }

    /// <summary>One page. The search looks for its text anywhere in name and slug, without regard to case and accents; an organization without use is listed with zeros.</summary>
    /// <exception cref="AccessDeniedException">The actor may not.</exception>
    public async Task<Page<OrganizationStatistics>> ListAsync(
        Actor actor, PageRequest request, OrganizationFilter filter, ReportPeriod period, CancellationToken cancellationToken)
    {
        await access.RequirePlatformAsync(actor, Permission.ViewPlatform, cancellationToken);
        await using var db = database.OpenSystem();
        var organizations = Matching(db.Set<Organization>().AsNoTracking(), request.Search, filter);
        var total = await organizations.CountAsync(cancellationToken);
        var page = IsByFigures(request.Sort)
            ? await ByFigures(db, organizations, PeriodCover.Of(period), request).Skip(request.Skip).Take(request.Take).ToListAsync(cancellationToken)
            : await ByName(organizations, request).Skip(request.Skip).Take(request.Take).ToListAsync(cancellationToken);

        // All organizations may have to be ranked by their sums; only those that are shown are read in full.
        var ids = page.Select(organization => organization.Id).ToList();
        var figures = await Summed(Rows(db, PeriodCover.Of(period)).Where(row => ids.Contains(row.OrganizationId))).ToDictionaryAsync(row => row.OrganizationId, cancellationToken);
        return new([.. page.Select(organization => new OrganizationStatistics(
            organization.Id, organization.Slug, organization.Name, organization.Status, organization.Industry, organization.Tier, organization.IsDemo,
            figures.TryGetValue(organization.Id, out var row) ? Figures(row) : StatisticsFigures.None))], total);
    }

    private static IQueryable<Organization> Matching(IQueryable<Organization> organizations, string? search, OrganizationFilter filter)
    {
        if (search?.Trim() is { Length: > 0 } wanted)
        {
            var text = SearchText.Fold(wanted);
            organizations = organizations.Where(organization => organization.SearchName.Contains(text) || organization.Slug.Contains(text));
        }

        if (filter.Tier is { } tier)
        {
            organizations = organizations.Where(organization => organization.Tier == tier);
        }

        if (filter.Industry is { } industry)
        {
            organizations = organizations.Where(organization => organization.Industry == industry);
        }

        return filter.Status is { } status
            ? organizations.Where(organization => organization.Status == status)
            : organizations.Where(organization => organization.Status != OrganizationStatus.Deleted);
    }

    private static IOrderedQueryable<Organization> ByName(IQueryable<Organization> organizations, PageRequest request) =>
        (request.Descending ? organizations.OrderByDescending(organization => organization.SearchName) : organizations.OrderBy(organization => organization.SearchName))
        .ThenBy(organization => organization.Id);

    private static bool IsByFigures(string? sort) => sort is Sorts.Queries or Sorts.SlmShare or Sorts.Cost or Sorts.Response or Sorts.Errors;

    private static IQueryable<Organization> ByFigures(ConsoleDbContext db, IQueryable<Organization> organizations, PeriodCover cover, PageRequest request)
    {
        var ranked =
            from organization in organizations
            join figures in Summed(Rows(db, cover)) on organization.Id equals figures.OrganizationId into found
            from figures in found.DefaultIfEmpty()
            select new Ranked
            {
                Organization = organization,
                Queries = (long?)figures!.Queries ?? 0,
                Slm = (long?)figures!.Slm ?? 0,
                Answered = (long?)(figures!.Slm + figures.Llm) ?? 0,
                Failed = (long?)figures!.Failed ?? 0,
                CostPicoUsd = (long?)figures!.CostPicoUsd ?? 0,
                ResponseMs = (long?)figures!.ResponseMs ?? 0,
            };

        // What has nothing to divide by comes after everything that has, in either order.
        var sorted = request.Sort switch
        {
            Sorts.SlmShare => By(row => row.Answered == 0 ? 0 : row.Slm * 1.0 / row.Answered, row => row.Answered == 0),
            Sorts.Response => By(row => row.Queries == 0 ? 0 : row.ResponseMs * 1.0 / row.Queries, row => row.Queries == 0),
            Sorts.Errors => By(row => row.Queries == 0 ? 0 : row.Failed * 1.0 / row.Queries, row => row.Queries == 0),
            Sorts.Cost => By(row => row.CostPicoUsd, row => row.Queries == 0),
            _ => By(row => row.Queries, row => row.Queries == 0),
        };
        return sorted.ThenBy(row => row.Organization.Id).Select(row => row.Organization);

        IOrderedQueryable<Ranked> By<TKey>(Expression<Func<Ranked, TKey>> key, Expression<Func<Ranked, bool>> isWithout) =>
            request.Descending ? ranked.OrderBy(isWithout).ThenByDescending(key) : ranked.OrderBy(isWithout).ThenBy(key);
    }

    /// <summary>The period's rows: whole months, and days at its edges that are added or, where a month reaches too far, taken away again.</summary>
    private static IQueryable<Row> Rows(ConsoleDbContext db, PeriodCover cover)
    {
        var months = db.Set<MonthlyUsage>().Where(row => row.Month >= cover.FirstMonth && row.Month < cover.EndMonth).Select(row => new Row
        {
            OrganizationId = row.OrganizationId,
            Queries = row.Queries,
            Slm = row.SlmQueries,
            Llm = row.LlmQueries,
            Cascaded = row.CascadedQueries,
            Failed = row.FailedQueries,
            CostPicoUsd = row.CostPicoUsd,
            ResponseMs = row.ResponseMs,
        });
        return months.Concat(Days(cover.Start)).Concat(Days(cover.End));

        IQueryable<Row> Days(CoverEdge edge) => db.Set<DailyTotalUsage>().Where(row => row.Day >= edge.From && row.Day < edge.Until).Select(row => new Row
        {
            OrganizationId = row.OrganizationId,
            Queries = edge.Sign * row.Queries,
            Slm = edge.Sign * row.SlmQueries,
            Llm = edge.Sign * row.LlmQueries,
            Cascaded = edge.Sign * row.CascadedQueries,
            Failed = edge.Sign * row.FailedQueries,
            CostPicoUsd = edge.Sign * row.CostPicoUsd,
            ResponseMs = edge.Sign * row.ResponseMs,
        });
    }

    private static IQueryable<Row> Summed(IQueryable<Row> rows) => rows.GroupBy(row => row.OrganizationId).Select(group => new Row
    {
        OrganizationId = group.Key,
        Queries = group.Sum(row => row.Queries),
        Slm = group.Sum(row => row.Slm),
        Llm = group.Sum(row => row.Llm),
        Cascaded = group.Sum(row => row.Cascaded),
        Failed = group.Sum(row => row.Failed),
        CostPicoUsd = group.Sum(row => row.CostPicoUsd),
        ResponseMs = group.Sum(row => row.ResponseMs),
    });

    private static StatisticsFigures Figures(Row row) => new(row.Queries, row.Slm, row.Llm, row.Cascaded, row.Failed, row.CostPicoUsd, row.ResponseMs);

    private sealed class Ranked
    {
        public required Organization Organization { get; init; }

        public required long Queries { get; init; }

        public required long Slm { get; init; }

        public required long Answered { get; init; }

        public required long Failed { get; init; }

        public required long CostPicoUsd { get; init; }

        public required long ResponseMs { get; init; }
    }

    private sealed class Row
    {
        public required OrganizationId OrganizationId { get; init; }

        public required long Queries { get; init; }

        public required long Slm { get; init; }

        public required long Llm { get; init; }

        public required long Cascaded { get; init; }

        public required long Failed { get; init; }

        public required long CostPicoUsd { get; init; }

        public required long ResponseMs { get; init; }
    }
}
