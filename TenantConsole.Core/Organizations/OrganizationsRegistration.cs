using Microsoft.Extensions.DependencyInjection;

namespace TenantConsole.Core.Organizations;

public static class OrganizationsRegistration
{
    /// <summary>Organizations. Needs the database, access control, the audit log and a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddOrganizations(this IServiceCollection services) => services
        .AddSingleton<OrganizationService>()
        .AddSingleton<OrganizationDeletion>();
}
