using System.Globalization;
using System.Security.Claims;
using TenantConsole.Core.Security;
using TenantConsole.Core.Transfer;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>An organization's export as a download, written while it is read.</summary>
public static class ExportEndpoint
{
    public static void MapOrganizationExport(this IEndpointRouteBuilder app) => app.MapGet("/organizations/{slug}/export", ExportAsync).RequireAuthorization();

    /// <summary>The ZIP; 404 where the person may not have it or there is no such organization. A fault on the way breaks the connection off, so that half an archive does not look whole.</summary>
    private static async Task<IResult> ExportAsync(
        string slug, string? progress, ClaimsPrincipal user, OrganizationExport exports, ExportFeed feed, TimeProvider time, HttpResponse response, CancellationToken cancellationToken)
    {
        try
        {
            var actor = CurrentActor.Of(user);
            var organizationId = await exports.FindAsync(actor, slug, cancellationToken);
            var name = string.Create(CultureInfo.InvariantCulture, $"{slug}-{time.GetUtcNow():yyyy-MM-dd}.zip");
            response.Headers.CacheControl = "no-store";
            return Results.Stream(
                async output =>
                {
                    try
                    {
                        await exports.WriteAsync(actor, organizationId, output, feed.Of(progress), cancellationToken);
                    }
                    finally
                    {
                        feed.End(progress);
                    }
                },
                "application/zip",
                name);
        }
        catch (AccessDeniedException denied)
        {
            return Results.Text(denied.Message, statusCode: StatusCodes.Status404NotFound);
        }
    }
}
