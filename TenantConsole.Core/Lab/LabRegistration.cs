using Microsoft.Extensions.DependencyInjection;

namespace TenantConsole.Core.Lab;

public static class LabRegistration
{
    /// <summary>The routing lab. Needs the database, access control, the audit log, the catalogue and routing policies; <see cref="LabRunner"/> has to be run by a worker.</summary>
    public static IServiceCollection AddRoutingLab(this IServiceCollection services) => services
        .AddSingleton<RoutingLab>()
        .AddSingleton<LabQueue>()
        .AddSingleton<LabStarts>()
        .AddSingleton<LabRunner>()
        .AddSingleton<LabRuns>();
}
