using Microsoft.Extensions.DependencyInjection;
using TenantConsole.Core.Usage.Ledger;

namespace TenantConsole.Core.Usage;

public static class UsageRegistration
{
    /// <summary>The ledger: one writer a process, which writes what it was given before the process ends in order.</summary>
    public static IServiceCollection AddUsage(this IServiceCollection services) => services.AddSingleton<LedgerWriter>();
}
