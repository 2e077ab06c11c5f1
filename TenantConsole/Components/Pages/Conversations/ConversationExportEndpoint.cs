using System.Security.Claims;
using TenantConsole.Core.Common;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Conversations;

/// <summary>A conversation as a file.</summary>
public static class ConversationExportEndpoint
{
    public static void MapConversationExport(this IEndpointRouteBuilder app) =>
        app.MapGet("/organizations/{slug}/conversations/{id:guid}/export.{extension:regex(^(md|json)$)}", ExportAsync).RequireAuthorization();

    /// <summary>404 where there is no such conversation or the person may not read it.</summary>
    private static async Task ExportAsync(
        string slug, Guid id, string extension, HttpContext context, ClaimsPrincipal user, OrganizationService organizations, ConversationReader reader, ConversationExport export, CancellationToken cancellationToken)
    {
        var conversationId = ConversationId.From(id);
        try
        {
            var actor = CurrentActor.Of(user);
            var organization = await organizations.GetAsync(actor, slug, cancellationToken);
            var head = await reader.GetAsync(actor, organization.Id, conversationId, cancellationToken);
            context.Response.ContentType = extension == "md" ? "text/markdown; charset=utf-8" : "application/json; charset=utf-8";
            context.Response.Headers.ContentDisposition = $"attachment; filename=\"conversation-{organization.Slug}-{head.Id}.{extension}\"";
            await (extension == "md"
                ? export.WriteMarkdownAsync(actor, organization, head, context.Response.Body, cancellationToken)
                : export.WriteJsonAsync(actor, organization, head, context.Response.Body, cancellationToken));
        }
        catch (AccessDeniedException denied) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            await context.Response.WriteAsync(denied.Message, cancellationToken);
        }
    }
}
