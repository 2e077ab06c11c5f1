using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Usage;

/// <summary>
/// Organizations with their figures: searched, sorted and cut in the database, the figures from monthly rollups, whatever the size of the ledger.
/// Who may see the platform sees all; everybody else the organizations that they are a member of.
/// </summary>
public sealed class OrganizationDirectory(ConsoleDatabase database, IAccessControl access, TimeProvider time)
{
    /// <summary>The columns that the list can be sorted by; without one it is sorted by name.</summary>
    public static class Sorts
    {
        public const string Name = "name";
        public const string Created = "created";
        public const string Tier = "tier";
        public const string Queries = "queries";
        public const string Cost = "cost";
    }

    // Between them, the first and the last place on earth to see a month begin are 26 hours apart: 14 before and 12 after UTC.
    private static readonly TimeSpan EarliestMidnight = TimeSpan.FromHours(14);
    private static readonly TimeSpan LatestMidnight = TimeSpan.FromHours(12);

    private static readonly ConsoleRole[] RolesThatSeeCosts = [.. Enum.GetValues<ConsoleRole>().Where(role => RolePermissions.Has(role, Permission.ViewCosts))];

    private static readonly ConsoleRole[] RolesThatTakeBack = [.. Enum.GetValues<ConsoleRole>().Where(role => RolePermissions.Has(role, Permission.DeleteOrganization))];

    /// <summary>One page; of deleted organizations, asked for by the filter alone, those that the actor may take back. The search looks for its text anywhere in name and slug, without regard to case and accents.</summary>
    public async Task<Page<OrganizationListItem>> ListAsync(Actor actor, PageRequest request, OrganizationFilter filter, CancellationToken cancellationToken)
    {
        var seesAll = await access.HasPlatformAsync(actor, Permission.ViewPlatform, cancellationToken);
        await using var db = database.OpenSystem();
        var listed = Matching(Visible(db, actor, seesAll), request.Search, filter);
        var total = await listed.CountAsync(cancellationToken);

        var month = await ThisMonthAsync(db, cancellationToken);
        var page = request.Sort is Sorts.Queries or Sorts.Cost
            ? await PageByFiguresAsync(listed, month, request, cancellationToken)
            : await Sorted(listed, request).Skip(request.Skip).Take(request.Take).AsNoTracking().ToListAsync(cancellationToken);

        var ids = page.Select(entry => entry.Organization.Id).ToList();
        var figures = await month.Where(usage => ids.Contains(usage.OrganizationId))
            .GroupBy(usage => usage.OrganizationId)
            .Select(group => new Figures
            {
                OrganizationId = group.Key,
                Queries = group.Sum(usage => usage.Queries),
                Slm = group.Sum(usage => usage.SlmQueries),
                Llm = group.Sum(usage => usage.LlmQueries),
                Cost = group.Sum(usage => usage.CostPicoUsd),
            })
            .ToDictionaryAsync(figure => figure.OrganizationId, cancellationToken);
        return new([.. page.Select(entry => Item(entry, figures.GetValueOrDefault(entry.Organization.Id)))], total);
    }

    /// <summary>The month so far of one organization.</summary>
    public async Task<OrganizationMonth> ThisMonthAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        var costs = await access.HasAsync(actor, Permission.ViewCosts, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var timeZone = await db.Set<Organization>().Select(organization => organization.TimeZone).SingleAsync(cancellationToken);
        var month = LocalCalendar.MonthOf(LocalCalendar.DayOf(time.GetUtcNow().UtcDateTime, LocalCalendar.Zone(timeZone)));
        var sums = await db.Set<MonthlyUsage>().Where(usage => usage.OrganizationId == organizationId && usage.Month == month)
            .GroupBy(usage => usage.OrganizationId)
            .Select(group => new OrganizationMonth(
                month,
                group.Sum(usage => usage.Queries),
                group.Sum(usage => usage.SlmQueries),
                group.Sum(usage => usage.LlmQueries),
                group.Sum(usage => usage.CascadedQueries),
                group.Sum(usage => usage.FailedQueries),
                group.Sum(usage => usage.ResponseMs),
                group.Sum(usage => usage.CostPicoUsd),
                group.Sum(usage => usage.BaselinePicoUsd),
                group.Sum(usage => usage.ShadowPicoUsd)))
            .SingleOrDefaultAsync(cancellationToken) ?? new(month, 0, 0, 0, 0, 0, 0, 0, 0);
        return costs ? sums : sums with { CostPicoUsd = null, BaselinePicoUsd = null, ShadowPicoUsd = 0 };
    }

    private static IQueryable<Entry> Visible(ConsoleDbContext db, Actor actor, bool seesAll)
    {
        var organizations = db.Set<Organization>();
        if (seesAll)
        {
            return organizations.Select(organization => new Entry { Organization = organization, SeesCosts = true });
        }

        var userId = actor is Actor.Person person ? person.UserId : throw new AccessDeniedException();
        return
            from member in db.Set<Member>()
            where member.UserId == userId
            join organization in organizations on member.OrganizationId equals organization.Id
            where organization.Status != OrganizationStatus.Deleted || RolesThatTakeBack.Contains(member.Role)
            select new Entry { Organization = organization, SeesCosts = RolesThatSeeCosts.Contains(member.Role) };
    }

    private static IQueryable<Entry> Matching(IQueryable<Entry> entries, string? search, OrganizationFilter filter)
    {
        if (search?.Trim() is { Length: > 0 } wanted)
        {
            var text = SearchText.Fold(wanted);
            entries = entries.Where(entry => entry.Organization.SearchName.Contains(text) || entry.Organization.Slug.Contains(text));
        }

        if (filter.Tier is { } tier)
        {
            entries = entries.Where(entry => entry.Organization.Tier == tier);
        }

        if (filter.Industry is { } industry)
        {
            entries = entries.Where(entry => entry.Organization.Industry == industry);
        }

        return filter.Status is { } status
            ? entries.Where(entry => entry.Organization.Status == status)
            : entries.Where(entry => entry.Organization.Status != OrganizationStatus.Deleted);
    }

    private static IOrderedQueryable<Entry> Sorted(IQueryable<Entry> entries, PageRequest request)
    {
        var sorted = request.Sort switch
        {
            Sorts.Created => By(entry => entry.Organization.CreatedUtc),
            Sorts.Tier => By(entry => entry.Organization.Tier == Tier.Basic ? 0 : entry.Organization.Tier == Tier.Professional ? 1 : 2),
            _ => By(entry => entry.Organization.SearchName),
        };
        return sorted.ThenBy(entry => entry.Organization.Id);

        IOrderedQueryable<Entry> By<TKey>(Expression<Func<Entry, TKey>> key) => request.Descending ? entries.OrderByDescending(key) : entries.OrderBy(key);
    }

    /// <summary>
    /// The page of a list that is sorted by its figures. The rows are summed after they are joined, not before: then the database may find each organization's few rows by their key, and a
    /// wrong guess of how many organizations a search finds does not make it sum everybody's again for each.
    /// </summary>
    private static async Task<List<Entry>> PageByFiguresAsync(IQueryable<Entry> listed, IQueryable<MonthlyUsage> month, PageRequest request, CancellationToken cancellationToken)
    {
        var ranks =
            from entry in listed
            join usage in month on entry.Organization.Id equals usage.OrganizationId into found
            from usage in found.DefaultIfEmpty()
            group usage by new { entry.Organization.Id, entry.SeesCosts } into rows
            select new
            {
                rows.Key.Id,
                Key = request.Sort == Sorts.Queries ? rows.Sum(usage => (long?)usage.Queries) ?? 0 : rows.Key.SeesCosts ? rows.Sum(usage => (long?)usage.CostPicoUsd) ?? 0 : -1,
            };
        var sorted = request.Descending ? ranks.OrderByDescending(rank => rank.Key) : ranks.OrderBy(rank => rank.Key);
        var ids = await sorted.ThenBy(rank => rank.Id).Select(rank => rank.Id).Skip(request.Skip).Take(request.Take).ToListAsync(cancellationToken);
        var entries = await listed.Where(entry => ids.Contains(entry.Organization.Id)).AsNoTracking().ToDictionaryAsync(entry => entry.Organization.Id, cancellationToken);
        return [.. ids.Where(entries.ContainsKey).Select(id => entries[id])];
    }

    /// <summary>The rollups of each organization's present month: one month for all, but for the hours around its end, when some zones are in the next already or in the last still.</summary>
    private async Task<IQueryable<MonthlyUsage>> ThisMonthAsync(ConsoleDbContext db, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var month = MonthAt(now);
        var usages = db.Set<MonthlyUsage>();
        var other = MonthAt(now + EarliestMidnight) != month ? MonthAt(now + EarliestMidnight) : MonthAt(now - LatestMidnight);
        if (other == month)
        {
            return usages.Where(usage => usage.Month == month);
        }

        var zones = await db.Set<Organization>().Select(organization => organization.TimeZone).Distinct().ToListAsync(cancellationToken);
        var elsewhere = zones.Where(zone => LocalCalendar.MonthOf(LocalCalendar.DayOf(now, LocalCalendar.Zone(zone))) == other).ToList();
        return
            from usage in usages
            join organization in db.Set<Organization>() on usage.OrganizationId equals organization.Id
            where usage.Month == (elsewhere.Contains(organization.TimeZone) ? other : month)
            select usage;
    }

    private static DateOnly MonthAt(DateTime utc) => LocalCalendar.MonthOf(DateOnly.FromDateTime(utc));

    private static OrganizationListItem Item(Entry entry, Figures? figures)
    {
        var organization = entry.Organization;
        figures ??= new Figures { OrganizationId = organization.Id };
        var answered = figures.Slm + figures.Llm;
        return new(
            organization.Id, organization.Slug, organization.Name, organization.Status, organization.Industry, organization.Size, organization.Tier,
            organization.TimeZone, organization.CreatedUtc, organization.IsDemo, figures.Queries, answered > 0 ? (double)figures.Slm / answered : null,
            entry.SeesCosts ? figures.Cost : null);
    }

    private sealed class Entry
    {
        public required Organization Organization { get; init; }

        public required bool SeesCosts { get; init; }
    }

    private sealed class Figures
    {
        public required OrganizationId OrganizationId { get; init; }

        public long Queries { get; init; }

        public long Slm { get; init; }

        public long Llm { get; init; }

        public long Cost { get; init; }
    }
}
