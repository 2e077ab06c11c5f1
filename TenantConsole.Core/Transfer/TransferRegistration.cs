using Microsoft.Extensions.DependencyInjection;

namespace TenantConsole.Core.Transfer;

public static class TransferRegistration
{
    /// <summary>What takes an organization out of the console and into it. Needs the database, access control, the audit log, documents and a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddTransfer(this IServiceCollection services) => services
        .AddSingleton<TransferLimits>()
        .AddSingleton<OrganizationPurge>()
        .AddSingleton<OrganizationExport>()
        .AddSingleton<OrganizationImport>()
        .AddSingleton<DataRetention>();
}
