using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Completions.Providers;

/// <summary>One HTTP request of a call.</summary>
/// <param name="Status">The HTTP status; null: no answer came.</param>
/// <param name="Duration">From sending to the end of this try.</param>
/// <param name="SomethingShown">Content of this try was given out.</param>
/// <param name="Usage">What this try used; <see cref="TokenUsage.None"/> where the provider refused before working.</param>
/// <param name="Detail">As <see cref="ProviderResult.Detail"/>.</param>
public sealed record ProviderTry(
    ProviderFault Fault,
    int? Status,
    TimeSpan Duration,
    bool SomethingShown,
    TokenUsage Usage,
    bool UsageEstimated,
    string? ProviderRequestId,
    string? Detail);
