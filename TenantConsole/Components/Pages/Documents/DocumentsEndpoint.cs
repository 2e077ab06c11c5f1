using System.Security.Claims;
using TenantConsole.Core.Common;
using TenantConsole.Core.Documents;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Documents;

/// <summary>A document as a file.</summary>
public static class DocumentsEndpoint
{
    public static void MapDocumentDownload(this IEndpointRouteBuilder app) => app.MapGet("/organizations/{slug}/documents/{id:guid}/download", DownloadAsync).RequireAuthorization();

    /// <summary>The document's bytes, always to be saved and never to be shown; 404 where the person may not see it or there is none, 410 where its bytes are lost.</summary>
    private static async Task<IResult> DownloadAsync(
        string slug, Guid id, ClaimsPrincipal user, HttpResponse response, OrganizationService organizations, DocumentService documents, CancellationToken cancellationToken)
    {
        try
        {
            var actor = CurrentActor.Of(user);
            var organization = await organizations.GetAsync(actor, slug, cancellationToken);
            var download = await documents.OpenAsync(actor, organization.Id, DocumentId.From(id), cancellationToken);

            // A browser that shows it all the same gets an empty origin without scripts.
            response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
            response.Headers.CacheControl = "private, no-store";
            return Results.Stream(download.Content, DocumentKinds.MediaType(download.Document.Kind), download.FileName, new DateTimeOffset(download.Document.UploadedUtc), enableRangeProcessing: true);
        }
        catch (AccessDeniedException denied)
        {
            return Results.Text(denied.Message, statusCode: StatusCodes.Status404NotFound);
        }
        catch (InvalidInputException lost)
        {
            return Results.Text(lost.Message, statusCode: StatusCodes.Status410Gone);
        }
    }
}
