namespace TenantConsole.Core.Completions.Providers;

/// <summary>A tool that the model wants run.</summary>
/// <param name="Arguments">As the model wrote them.</param>
/// <param name="ArgumentsAreJson">False: they are broken, the call must not be run.</param>
public sealed record ProviderToolCall(string Id, string Name, string Arguments, bool ArgumentsAreJson);
