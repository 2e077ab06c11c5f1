namespace TenantConsole.Core.Completions.Providers;

/// <summary>A conversation that does not fit a model, in tokens.</summary>
public sealed record ContextOverflow(long Tokens, long Limit);
