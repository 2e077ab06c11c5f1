using Microsoft.Extensions.DependencyInjection;

namespace TenantConsole.Core.Transfer;

public static class TransferRegistration
{
    /// <summary>What takes an organization out of the console. Needs the database, access control, the audit log and a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddTransfer(this IServiceCollection services) => services.AddSingleton<OrganizationPurge>();
}
