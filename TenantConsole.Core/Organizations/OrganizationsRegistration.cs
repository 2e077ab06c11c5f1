using Microsoft.Extensions.DependencyInjection;
using TenantConsole.Core.Security;

namespace TenantConsole.Core.Organizations;

public static class OrganizationsRegistration
{
    /// <summary>Organizations. Needs the database, access control, the audit log and a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddOrganizations(this IServiceCollection services) => services
        .AddSingleton<IFeatureGate, FeatureGate>()
        .AddSingleton<OrganizationService>()
        .AddSingleton<OrganizationDeletion>()
        .AddSingleton<BrandingService>();
}
