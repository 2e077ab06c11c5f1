using Microsoft.Extensions.DependencyInjection;
using TenantConsole.Core.Routing.Learning;

namespace TenantConsole.Core.Routing;

public static class RoutingRegistration
{
    /// <summary>Routing policies and what was learned. The router itself is a pure function and needs no registration.</summary>
    public static IServiceCollection AddRoutingPolicies(this IServiceCollection services) => services.AddSingleton<RoutingPolicyService>().AddSingleton<CalibrationStore>();
}
