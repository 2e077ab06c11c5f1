using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Security;

/// <summary>Who may come in: sessions in cookies, forms that only our own pages can post, and a limit on guessing.</summary>
public static class ConsoleSecurity
{
    private static readonly TimeSpan SessionLifetime = TimeSpan.FromHours(12);
    private static readonly PathString[] MachinePaths = ["/api", "/v1"];

    /// <summary>Comes after the pages' own services: the state of a circuit's session is this one's business.</summary>
    public static IServiceCollection AddConsoleSecurity(this IServiceCollection services)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(ConfigureSession);
        services.AddIdentityCore<ConsoleUser>().AddSignInManager();
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = SessionState.Interval);
        services.AddAuthorization();

        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "tenantconsole.form";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddDataProtection().SetApplicationName("TenantConsole");
        services.AddOptions<KeyManagementOptions>().Configure<ConsoleDatabase>((options, database) => options.XmlRepository = new SessionKeys(database));
        services.AddRateLimiter(SignInRateLimit.Configure);

        services.AddSingleton<SignInGate>();
        services.AddSingleton<DecoyPassword>();
        services.AddScoped<PasswordSignIn>();
        services.AddScoped<CurrentActor>();
        services.AddScoped<AuthenticationStateProvider, SessionState>();
        return services;
    }

    public static WebApplication UseConsoleSecurity(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();
        return app;
    }

    /// <summary>Signing out, and what answers for addresses of the API that do not exist: a stranger learns nothing but that they are one.</summary>
    public static WebApplication MapConsoleSecurity(this WebApplication app)
    {
        app.MapPost("/account/logout", SignOutAsync).AllowAnonymous();
        foreach (var path in MachinePaths)
        {
            app.MapFallback($"{path}/{{**rest}}", () => Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "There is no such address.")).RequireAuthorization();
        }

        return app;
    }

    private static void ConfigureSession(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "tenantconsole.session";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = SessionLifetime;
        options.SlidingExpiration = true;
        options.LoginPath = "/account/login";
        options.LogoutPath = "/account/logout";
        options.AccessDeniedPath = "/account/denied";
        options.Events.OnValidatePrincipal = ValidateAsync;
        options.Events.OnRedirectToLogin = context => AnswerAsync(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => AnswerAsync(context, StatusCodes.Status403Forbidden);
    }

    /// <summary>
    /// Looks whether the account still has the security stamp of the session. A database that does not answer ends no session: nothing can be read without it either,
    /// and the page that says so has to be shown.
    /// </summary>
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        try
        {
            await SecurityStampValidator.ValidatePrincipalAsync(context);
        }
        catch (Exception exception) when (services.GetRequiredService<FaultText>().IsDatabaseFault(exception))
        {
            services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ConsoleSecurity)).LogWarning(exception, "A session could not be checked.");
        }
    }

    /// <summary>Programs get a status, people a page.</summary>
    private static Task AnswerAsync(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (MachinePaths.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)))
        {
            context.Response.StatusCode = status;
        }
        else
        {
            context.Response.Redirect(context.RedirectUri);
        }

        return Task.CompletedTask;
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.Problem(statusCode: StatusCodes.Status400BadRequest, title: "This form was not posted by the console's own page.");
        }

        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        return Results.LocalRedirect("/account/login");
    }
}
