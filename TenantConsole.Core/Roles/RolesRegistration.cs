using Microsoft.Extensions.DependencyInjection;
using TenantConsole.Core.Quotas;

namespace TenantConsole.Core.Roles;

public static class RolesRegistration
{
    /// <summary>Job roles, and creating organizations, which begin with some. Needs organizations and members.</summary>
    public static IServiceCollection AddRoles(this IServiceCollection services) => services
        .AddSingleton<JobRoleService>()
        .AddSingleton<ICountedResource, CountedRoles>()
        .AddSingleton<OrganizationOnboarding>();
}
