using Microsoft.Extensions.DependencyInjection;

namespace TenantConsole.Core.Quotas;

public static class LimitOverviewRegistration
{
    public static IServiceCollection AddLimitOverview(this IServiceCollection services) => services.AddSingleton<LimitOverview>();
}
