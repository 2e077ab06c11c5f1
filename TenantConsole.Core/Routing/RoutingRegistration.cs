using Microsoft.Extensions.DependencyInjection;

namespace TenantConsole.Core.Routing;

public static class RoutingRegistration
{
    /// <summary>Routing policies. The router itself is a pure function and needs no registration.</summary>
    public static IServiceCollection AddRoutingPolicies(this IServiceCollection services) => services.AddSingleton<RoutingPolicyService>();
}
