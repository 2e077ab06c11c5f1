using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TenantConsole.Core.Completions.Sandbox;

namespace TenantConsole.Core.Completions.Providers;

/// <summary>Registers providers and the sandbox.</summary>
public static class ProviderRegistration
{
    /// <param name="options">Without faults (<see cref="ProviderOptions.Faults"/>).</param>
    public static IServiceCollection AddProviders(this IServiceCollection services, ProviderOptions options, SandboxOptions sandbox) =>
        services.AddSingleton(provider => new ProviderClientFactory(
            Options.Create(options),
            new SandboxHandler(sandbox, provider.GetRequiredService<TimeProvider>()),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ProviderClient>>()));
}
