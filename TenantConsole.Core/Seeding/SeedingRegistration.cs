using Microsoft.Extensions.DependencyInjection;

namespace TenantConsole.Core.Seeding;

public static class SeedingRegistration
{
    /// <summary>Demo data and its removal, and data for trials at scale. Needs the database, access control, the audit log, transfer and a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddSeeding(this IServiceCollection services) => services
        .AddSingleton<DemoSeed>()
        .AddSingleton<DemoData>()
        .AddSingleton<ScaleSeed>();
}
