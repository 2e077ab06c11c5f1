namespace TenantConsole.Components.Pages.Overview;

public static class OverviewRegistration
{
    /// <summary>What the pages that show costs share. Needs members, organizations, reports, billing and seeding.</summary>
    public static IServiceCollection AddCostPages(this IServiceCollection services) => services.AddSingleton<CostOrganizations>();
}
