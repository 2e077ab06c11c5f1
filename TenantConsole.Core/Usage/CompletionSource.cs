namespace TenantConsole.Core.Usage;

/// <summary>Where a call came from.</summary>
public enum CompletionSource : short
{
    Playground = 1,
    Agent = 2,
    Gateway = 3,
}
