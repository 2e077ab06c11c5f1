using Microsoft.Extensions.DependencyInjection;

namespace TenantConsole.Core.Lab;

public static class LabRegistration
{
    /// <summary>The routing lab. Needs the database, access control, the catalogue and routing policies.</summary>
    public static IServiceCollection AddRoutingLab(this IServiceCollection services) => services.AddSingleton<RoutingLab>();
}
