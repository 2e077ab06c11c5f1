using TenantConsole.Core.Common;

namespace TenantConsole.Core.Usage.Reports;

/// <summary>What one model answered and cost.</summary>
public sealed record ModelUsage(string ModelId, UsageFigures Figures);

/// <summary>One day; models by name.</summary>
public sealed record DayUsage(DateOnly Day, IReadOnlyList<ModelUsage> Models)
{
    public UsageFigures Total { get; } = UsageFigures.Sum(Models.Select(model => model.Figures));
}

/// <summary>A period of use, for charts and figures.</summary>
/// <param name="Days">Every day of the period, those without use too.</param>
/// <param name="Before">The sums of the period of the same length before.</param>
public sealed record UsageSeries(ReportPeriod Period, IReadOnlyList<DayUsage> Days, UsageFigures Before)
{
    /// <summary>Over the whole period, dearest first.</summary>
    public IReadOnlyList<ModelUsage> Models { get; } =
    [
        .. Days.SelectMany(day => day.Models)
            .GroupBy(model => model.ModelId, (id, models) => new ModelUsage(id, UsageFigures.Sum(models.Select(model => model.Figures))), StringComparer.Ordinal)
            .OrderByDescending(model => model.Figures.CostPicoUsd)
            .ThenBy(model => model.ModelId, StringComparer.Ordinal),
    ];

    public UsageFigures Total { get; } = UsageFigures.Sum(Days.Select(day => day.Total));

    internal static UsageSeries From(ReportPeriod period, IEnumerable<(DateOnly Day, string ModelId, UsageFigures Figures)> rows, UsageFigures before)
    {
        var byDay = rows.ToLookup(row => row.Day, row => new ModelUsage(row.ModelId, row.Figures));
        var days = Enumerable.Range(0, period.Days).Select(offset => period.From.AddDays(offset))
            .Select(day => new DayUsage(day, [.. byDay[day].OrderBy(model => model.ModelId, StringComparer.Ordinal)]));
        return new(period, [.. days], before);
    }
}

/// <summary>One organization's use.</summary>
public sealed record OrganizationUsageReport(OrganizationId OrganizationId, UsageSeries Usage);

/// <summary>The use of all organizations together.</summary>
/// <param name="TopOrganizations">Those that cost most, dearest first.</param>
public sealed record PlatformUsageReport(UsageSeries Usage, IReadOnlyList<OrganizationUsage> TopOrganizations);

/// <summary>One organization among others.</summary>
public sealed record OrganizationUsage(OrganizationId OrganizationId, string Slug, string Name, bool IsDemo, UsageFigures Figures);
