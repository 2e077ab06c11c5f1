using Microsoft.Extensions.DependencyInjection;

namespace TenantConsole.Core.Billing;

public static class BillingRegistration
{
    /// <summary>Cost reviews. Needs the database and access control.</summary>
    public static IServiceCollection AddBilling(this IServiceCollection services) => services.AddSingleton<CostReviews>();
}
