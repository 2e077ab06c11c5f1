using Microsoft.Extensions.DependencyInjection;

namespace TenantConsole.Core.Usage;

public static class OrganizationDirectoryRegistration
{
    public static IServiceCollection AddOrganizationDirectory(this IServiceCollection services) => services.AddSingleton<OrganizationDirectory>();
}
