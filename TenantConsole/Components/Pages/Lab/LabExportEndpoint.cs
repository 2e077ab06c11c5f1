using System.Security.Claims;
using TenantConsole.Core.Common;
using TenantConsole.Core.Lab;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Lab;

/// <summary>The flips of a run as a file.</summary>
public static class LabExportEndpoint
{
    public static void MapLabExport(this IEndpointRouteBuilder app) => app.MapGet("/routing/lab/{id:guid}/flips.csv", ExportAsync).RequireAuthorization();

    /// <summary>404 where there is no such run or the person may not see it.</summary>
    private static async Task ExportAsync(
        Guid id, string organization, string? kind, string? complexity, HttpContext context, ClaimsPrincipal user, OrganizationService organizations, LabRuns runs, CancellationToken cancellationToken)
    {
        try
        {
            var (actor, run) = (CurrentActor.Of(user), LabRunId.From(id));
            var found = await organizations.GetAsync(actor, organization, cancellationToken);
            await runs.GetAsync(actor, found.Id, run, cancellationToken);
            context.Response.ContentType = "text/csv; charset=utf-8";
            context.Response.Headers.ContentDisposition = $"attachment; filename=\"flips-{found.Slug}-{run}.csv\"";
            await runs.ExportAsync(actor, found.Id, run, LabLinks.FilterOf(kind, complexity), context.Response.Body, cancellationToken);
        }
        catch (AccessDeniedException denied) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            await context.Response.WriteAsync(denied.Message, cancellationToken);
        }
    }
}
