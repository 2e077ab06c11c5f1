using System.Data.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Tests.Core.Usage.Ledger;

/// <summary>A SQLite database whose ledger connection can run out of space: its number of pages is held at what it is. Call when nobody writes.</summary>
internal sealed class SmallDisk(ConsoleDatabase database) : ConsoleDatabase
{
    private DbConnection? _connection;
    private bool _isFull;

    public override DatabaseEngine Engine => database.Engine;

    public Task FillAsync() => SetAsync(isFull: true);

    public Task EmptyAsync() => SetAsync(isFull: false);

    public override string? Explain(Exception exception) => database.Explain(exception);

    public override Task MigrateAsync(CancellationToken cancellationToken) => database.MigrateAsync(cancellationToken);

    internal override async Task<DbConnection> OpenLedgerConnectionAsync(CancellationToken cancellationToken)
    {
        _connection = await database.OpenLedgerConnectionAsync(cancellationToken);
        await ApplyAsync(_connection);
        return _connection;
    }

    protected override ConsoleDbContext Create(TenantScope scope) => scope.IsSystem ? database.OpenSystem() : database.OpenTenant(scope.OrganizationId);

    private async Task SetAsync(bool isFull)
    {
        _isFull = isFull;
        if (_connection is { State: System.Data.ConnectionState.Open })
        {
            await ApplyAsync(_connection);
        }
    }

    private async Task ApplyAsync(DbConnection connection)
    {
        // A limit under the present size becomes the present size.
        await using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA max_page_count = {(_isFull ? 1 : 1_000_000)}";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
