using System.Security.Claims;
using TenantConsole.Components.Pages.Overview;
using TenantConsole.Core.Billing;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Review;

/// <summary>The cost review as a file.</summary>
public static class ReviewEndpoint
{
    public static void MapReviewExport(this IEndpointRouteBuilder app)
    {
        app.MapGet("/review/export.csv", ExportAsync).RequireAuthorization();
        app.MapGet("/review/trends.csv", TrendsAsync).RequireAuthorization();
    }

    /// <summary>A month's review as CSV; 400 where the address names no month, 404 where the person may not see it or there is no such organization.</summary>
    private static Task<IResult> ExportAsync(
        string? organization, string? month, ClaimsPrincipal user, CostOrganizations organizations, CostReviews reviews, CancellationToken cancellationToken) =>
        FileAsync(
            "cost-review",
            organization,
            month,
            user,
            organizations,
            async (actor, opened, first, file) => await CostReviewCsv.WriteAsync(await reviews.MonthAsync(actor, opened.Id, first, cancellationToken), opened.Slug, file, cancellationToken),
            cancellationToken);

    /// <summary>The twelve months up to one as CSV; besides the same, 403 where the organization has advanced analytics off.</summary>
    private static Task<IResult> TrendsAsync(
        string? organization, string? month, ClaimsPrincipal user, CostOrganizations organizations, CostReviews reviews, CancellationToken cancellationToken) =>
        FileAsync(
            "cost-trends",
            organization,
            month,
            user,
            organizations,
            async (actor, opened, first, file) => await CostTrendsCsv.WriteAsync(await reviews.TrendsAsync(actor, opened.Id, first, cancellationToken), opened.Slug, file, cancellationToken),
            cancellationToken);

    private static async Task<IResult> FileAsync(
        string name,
        string? organization,
        string? month,
        ClaimsPrincipal user,
        CostOrganizations organizations,
        Func<Actor, CostOrganization, DateOnly, Stream, Task> write,
        CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(organization) || ReviewMonth.Parse(month) is not { } first)
        {
            return Results.Text("Name an organization and a month, as in ?organization=contoso&month=2026-11.", statusCode: StatusCodes.Status400BadRequest);
        }

        try
        {
            var actor = CurrentActor.Of(user);
            var opened = await organizations.OpenAsync(actor, organization, cancellationToken);
            var file = new MemoryStream();
            await write(actor, opened, first, file);
            file.Position = 0;
            return Results.Stream(file, "text/csv; charset=utf-8", $"{name}-{opened.Slug}-{ReviewMonth.Key(first)}.csv");
        }
        catch (FeatureOffException off)
        {
            return Results.Text(off.Message, statusCode: StatusCodes.Status403Forbidden);
        }
        catch (AccessDeniedException denied)
        {
            return Results.Text(denied.Message, statusCode: StatusCodes.Status404NotFound);
        }
    }
}
