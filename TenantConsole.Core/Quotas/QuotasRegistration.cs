using Microsoft.Extensions.DependencyInjection;

namespace TenantConsole.Core.Quotas;

public static class QuotasRegistration
{
    /// <summary>Limits and what counts against them.</summary>
    public static IServiceCollection AddQuotas(this IServiceCollection services) => services.AddSingleton<LimitOverview>().AddSingleton<QuotaService>();
}
