namespace TenantConsole.Tests.Support;

/// <summary>One running console with an administrator for all tests of a class that do not get in each other's way.</summary>
public sealed class SharedConsole : IAsyncLifetime
{
    public ConsoleHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await ConsoleHost.StartAsync();

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
