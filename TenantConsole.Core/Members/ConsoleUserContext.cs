using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Members;

/// <summary>The context under one scope's <see cref="ConsoleUserStore"/>; the scope disposes it. A scope is a request or one operation, never a circuit.</summary>
internal sealed class ConsoleUserContext(ConsoleDatabase database) : IAsyncDisposable, IDisposable
{
    public ConsoleDbContext Db { get; } = database.OpenSystem();

    public void Dispose() => Db.Dispose();

    public ValueTask DisposeAsync() => Db.DisposeAsync();
}
