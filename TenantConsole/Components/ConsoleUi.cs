using MudBlazor;
using MudBlazor.Services;
using TenantConsole.Components.Pages.Playground;
using TenantConsole.Components.Palette;
using TenantConsole.Components.Shared;
using TenantConsole.Security.Headers;

namespace TenantConsole.Components;

/// <summary>The pages: what they need, where they stand in the pipeline, and where they are served.</summary>
public static class ConsoleUi
{
    private static readonly PathString[] MachinePaths = ["/v1", "/api", "/openapi", "/healthz", "/readyz", "/metrics"];

    public static IServiceCollection AddConsoleUi(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddLeanCircuitSerialization();
        services.AddCascadingAuthenticationState();
        // Framing is refused by SecurityHeadersMiddleware, in one place.
        services.AddAntiforgery(options => options.SuppressXFrameOptionsHeader = true);
        services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight;
            options.SnackbarConfiguration.PreventDuplicates = true;
            options.SnackbarConfiguration.VisibleStateDuration = 6000;
            options.SnackbarConfiguration.ShowTransitionDuration = 120;
            options.SnackbarConfiguration.HideTransitionDuration = 120;
        });
        services.AddSingleton<MarkdownRenderer>();
        services.AddPlayground();
        services.AddPalette();
        return services;
    }

    /// <summary>
    /// The pipeline up to who may come in: security headers for every answer; error and not-found pages for people, not for the gateway and the API, which have error shapes of
    /// their own; then routing, behind the error pages, because those go through it again.
    /// </summary>
    public static WebApplication UseConsoleUi(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeadersMiddleware>();
        app.UseWhen(context => !IsForMachines(context.Request.Path), pages =>
        {
            pages.UseExceptionHandler("/error", createScopeForErrors: true);
            pages.UseStatusCodePagesWithReExecute("/not-found", "?status={0}", createScopeForStatusCodePages: true);
        });
        app.UseRouting();
        return app;
    }

    /// <summary>Static files for everybody; pages for those signed in, unless the page says <c>[AllowAnonymous]</c>.</summary>
    public static WebApplication MapConsoleUi(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null).RequireAuthorization();
        return app;
    }

    private static bool IsForMachines(PathString path) => MachinePaths.Any(machine => path.StartsWithSegments(machine, StringComparison.OrdinalIgnoreCase));
}
