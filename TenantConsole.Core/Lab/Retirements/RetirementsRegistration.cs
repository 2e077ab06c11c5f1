using Microsoft.Extensions.DependencyInjection;

namespace TenantConsole.Core.Lab.Retirements;

public static class RetirementsRegistration
{
    /// <summary>The planner of retirements. Needs the database, access control, the catalogue, routing policies and agents.</summary>
    public static IServiceCollection AddRetirements(this IServiceCollection services) => services.AddSingleton<RetirementPlanner>();
}
