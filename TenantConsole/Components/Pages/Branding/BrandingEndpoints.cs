using System.Security.Claims;
using TenantConsole.Components.Shared.Branding;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Branding;

/// <summary>An organization's colours and logo, for who may see the organization. Their addresses carry what they show, so a browser keeps them.</summary>
public static class BrandingEndpoints
{
    public static void MapBranding(this IEndpointRouteBuilder app)
    {
        app.MapGet("/organizations/{slug}/brand.css", StyleAsync).RequireAuthorization();
        app.MapGet("/organizations/{slug}/logo", LogoAsync).RequireAuthorization();
    }

    public static string StyleHref(Organization organization) => $"/organizations/{organization.Slug}/brand.css?v={organization.Branding.PrimaryColor?.TrimStart('#')}";

    public static string LogoHref(Organization organization) => $"/organizations/{organization.Slug}/logo?v={organization.Branding.LogoHash}";

    private static async Task<IResult> StyleAsync(string slug, ClaimsPrincipal user, OrganizationService organizations, HttpContext context, CancellationToken cancellationToken)
    {
        try
        {
            var organization = await organizations.GetAsync(CurrentActor.Of(user), slug, cancellationToken);
            Keep(context);
            return Results.Text(organization.Branding.PrimaryColor is { } color ? BrandPalette.Of(color).ToCss() : "", "text/css; charset=utf-8");
        }
        catch (AccessDeniedException denied)
        {
            return Results.Text(denied.Message, statusCode: StatusCodes.Status404NotFound);
        }
    }

    private static async Task<IResult> LogoAsync(
        string slug, ClaimsPrincipal user, OrganizationService organizations, BrandingService branding, HttpContext context, CancellationToken cancellationToken)
    {
        try
        {
            var actor = CurrentActor.Of(user);
            var organization = await organizations.GetAsync(actor, slug, cancellationToken);
            var logo = await branding.FindLogoAsync(actor, organization.Id, cancellationToken) ?? throw new AccessDeniedException();
            Keep(context);

            // Whoever opens the picture on its own gets a document that may do nothing at all.
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            return Results.Bytes(logo.Content, logo.ContentType);
        }
        catch (AccessDeniedException denied)
        {
            return Results.Text(denied.Message, statusCode: StatusCodes.Status404NotFound);
        }
    }

    /// <summary>Kept by this person's browser alone, for an hour: who is removed sees neither for longer.</summary>
    private static void Keep(HttpContext context) => context.Response.Headers.CacheControl = "private, max-age=3600";
}
