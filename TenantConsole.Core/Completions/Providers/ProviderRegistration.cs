using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TenantConsole.Core.Completions.Sandbox;

namespace TenantConsole.Core.Completions.Providers;

/// <summary>Registers providers and the sandbox.</summary>
public static class ProviderRegistration
{
    /// <summary>
    /// Adds <see cref="ProviderClientFactory"/>. The settings of section <see cref="ProviderOptions.Section"/> are checked when the program starts; all their faults are told at once.
    /// </summary>
    public static IServiceCollection AddProviders(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ProviderOptions>().Bind(configuration.GetSection(ProviderOptions.Section)).ValidateOnStart();
        services.AddOptions<SandboxOptions>().Bind(configuration.GetSection(SandboxOptions.Section))
            .Validate(options => options.Pace is >= 0 and <= 100, "Sandbox:Pace has to be between 0 and 100.").ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ProviderOptions>, Validator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new ProviderClientFactory(
            provider.GetRequiredService<IOptions<ProviderOptions>>(),
            new SandboxHandler(provider.GetRequiredService<IOptions<SandboxOptions>>().Value, provider.GetRequiredService<TimeProvider>()),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Microsoft.Extensions.Logging.ILogger<ProviderClient>>()));
        return services;
    }

    private sealed class Validator : IValidateOptions<ProviderOptions>
    {
        public ValidateOptionsResult Validate(string? name, ProviderOptions options) =>
            options.Faults() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
