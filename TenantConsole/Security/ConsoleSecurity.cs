using Microsoft.AspNetCore.Identity;
using TenantConsole.Core.Security;

namespace TenantConsole.Security;

/// <summary>Who may come in.</summary>
public static class ConsoleSecurity
{
    public static IServiceCollection AddConsoleSecurity(this IServiceCollection services)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddIdentityCore<ConsoleUser>().AddSignInManager();
        services.AddAuthorization();
        services.AddAntiforgery();
        services.AddScoped<CurrentActor>();
        return services;
    }

    public static WebApplication UseConsoleSecurity(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        return app;
    }
}
