using Microsoft.Extensions.DependencyInjection;

namespace TenantConsole.Core.Usage.Reports;

public static class ReportsRegistration
{
    /// <summary>Reports from the rollups, and the check that proves them. Needs the database, access control and a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddUsageReports(this IServiceCollection services) => services
        .AddSingleton<UsageReports>()
        .AddSingleton<SubjectReports>()
        .AddSingleton<LedgerCheck>();
}
