using System.Security.Claims;
using TenantConsole.Components.Pages.Overview;
using TenantConsole.Core.Billing;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Review;

/// <summary>The cost review as a file.</summary>
public static class ReviewEndpoint
{
    public static void MapReviewExport(this IEndpointRouteBuilder app) => app.MapGet("/review/export.csv", ExportAsync).RequireAuthorization();

    /// <summary>A month's review as CSV; 400 where the address names no month, 404 where the person may not see it or there is no such organization.</summary>
    private static async Task<IResult> ExportAsync(
        string? organization, string? month, ClaimsPrincipal user, CostOrganizations organizations, CostReviews reviews, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(organization) || ReviewMonth.Parse(month) is not { } first)
        {
            return Results.Text("Name an organization and a month, as in ?organization=contoso&month=2026-11.", statusCode: StatusCodes.Status400BadRequest);
        }

        try
        {
            var actor = CurrentActor.Of(user);
            var opened = await organizations.OpenAsync(actor, organization, cancellationToken);
            var review = await reviews.MonthAsync(actor, opened.Id, first, cancellationToken);
            var file = new MemoryStream();
            await CostReviewCsv.WriteAsync(review, opened.Slug, file, cancellationToken);
            file.Position = 0;
            return Results.Stream(file, "text/csv; charset=utf-8", $"cost-review-{opened.Slug}-{ReviewMonth.Key(first)}.csv");
        }
        catch (AccessDeniedException denied)
        {
            return Results.Text(denied.Message, statusCode: StatusCodes.Status404NotFound);
        }
    }
}
