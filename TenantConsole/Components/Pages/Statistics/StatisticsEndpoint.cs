using System.Runtime.CompilerServices;
using System.Security.Claims;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage;
using TenantConsole.Core.Usage.Reports;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Statistics;

/// <summary>The statistics as a file, whole: what the page shows in pages.</summary>
public static class StatisticsEndpoint
{
    public static void MapStatisticsExport(this IEndpointRouteBuilder app) => app.MapGet("/statistics/export.csv", ExportAsync).RequireAuthorization();

    /// <summary>CSV of the period, search, order and filters in the address; 404 for who may not see the platform.</summary>
    private static async Task<IResult> ExportAsync(
        [AsParameters] Wish wish, ClaimsPrincipal user, PlatformStatistics statistics, UsageReports reports, CancellationToken cancellationToken)
    {
        try
        {
            var actor = CurrentActor.Of(user);
            var selection = PeriodSelection.Parse(wish.Period, wish.From, wish.Until, await reports.PlatformTodayAsync(actor, cancellationToken));
            var period = new ReportPeriod(selection.From, selection.Until);
            var request = new PageRequest(0, PageRequest.MaxSize, wish.Q, wish.Sort, wish.Desc ?? false);
            var rows = AllAsync(statistics, actor, request, StatisticsAddress.Filter(wish.Tier, wish.Industry, wish.Status), period, cancellationToken);
            return Results.Stream(
                stream => StatisticsCsv.WriteAsync(rows, period, stream, cancellationToken),
                "text/csv; charset=utf-8",
                FormattableString.Invariant($"statistics-{period.From:yyyy-MM-dd}-{period.LastDay:yyyy-MM-dd}.csv"));
        }
        catch (AccessDeniedException denied)
        {
            return Results.Text(denied.Message, statusCode: StatusCodes.Status404NotFound);
        }
    }

    private static async IAsyncEnumerable<OrganizationStatistics> AllAsync(
        PlatformStatistics statistics, Actor actor, PageRequest request, OrganizationFilter filter, ReportPeriod period, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = await statistics.ListAsync(actor, request, filter, period, cancellationToken);
            foreach (var organization in page.Items)
            {
                yield return organization;
            }

            request = request with { Index = request.Index + 1 };
            if (page.Items.Count == 0 || request.Skip >= page.TotalCount)
            {
                yield break;
            }
        }
    }

    private sealed record Wish(string? Period, string? From, string? Until, string? Q, string? Sort, bool? Desc, string? Tier, string? Industry, string? Status);
}
