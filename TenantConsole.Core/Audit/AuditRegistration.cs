using Microsoft.Extensions.DependencyInjection;

namespace TenantConsole.Core.Audit;

public static class AuditRegistration
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton<AuditExport>()
        .AddSingleton<AuditLog>()
        .AddSingleton<AuditVerifier>()
        .AddSingleton<CallTrail>()
        .AddSingleton<RecentChanges>();
}
