using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Usage.Ledger;

/// <summary>
/// Inserts many rows of the ledger's tables in the transaction of a context of the system, reading them as they come. The tables are the ledger writer's own;
/// where one of them sums, what is there already takes on the new amounts.
/// </summary>
internal abstract class BulkLoad
{
    /// <param name="db">A context of the system with a transaction under way.</param>
    public static BulkLoad In(ConsoleDbContext db)
    {
        var transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        return transaction switch
        {
            SqliteTransaction sqlite => new SqliteBulkLoad(sqlite),
            NpgsqlTransaction postgres => new PostgresBulkLoad(postgres),
            _ => throw new InvalidOperationException($"There is no bulk load for {transaction.GetType().Name}."),
        };
    }

    public abstract Task InsertAsync<TRow>(LedgerTable<TRow> table, IEnumerable<TRow> rows, CancellationToken cancellationToken);

    /// <summary>One prepared statement, bound anew for each row.</summary>
    private sealed class SqliteBulkLoad(SqliteTransaction transaction) : BulkLoad
    {
        public override async Task InsertAsync<TRow>(LedgerTable<TRow> table, IEnumerable<TRow> rows, CancellationToken cancellationToken)
        {
            await using var command = transaction.Connection!.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = table.InsertSql;
            var values = table.Columns.Select((column, i) => (Parameter: command.Parameters.Add(new SqliteParameter($"@p{i}", null)), column.Value)).ToArray();
            foreach (var row in rows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                foreach (var (parameter, value) in values)
                {
                    parameter.Value = SqliteLedgerSession.Stored(value(row));
                }

                command.ExecuteNonQuery();
            }
        }
    }

    /// <summary>Binary COPY. The server refuses it into a table with row-level security, so the rows go into a temporary table and from there, by one statement, under the policies.</summary>
    private sealed class PostgresBulkLoad(NpgsqlTransaction transaction) : BulkLoad
    {
        private readonly HashSet<string> _used = new(StringComparer.Ordinal);

        public override async Task InsertAsync<TRow>(LedgerTable<TRow> table, IEnumerable<TRow> rows, CancellationToken cancellationToken)
        {
            var connection = transaction.Connection!;
            var columns = string.Join(", ", table.Columns.Select(column => column.Column));
            await ExecuteAsync(
                _used.Add(table.Name) ? $"CREATE TEMPORARY TABLE IF NOT EXISTS load_{table.Name} (LIKE {table.Name}) ON COMMIT DELETE ROWS" : $"TRUNCATE load_{table.Name}",
                cancellationToken);
            await using (var copy = await connection.BeginBinaryImportAsync($"COPY load_{table.Name} ({columns}) FROM STDIN (FORMAT BINARY)", cancellationToken))
            {
                foreach (var row in rows)
                {
                    await copy.StartRowAsync(cancellationToken);
                    foreach (var (_, value) in table.Columns)
                    {
                        if (value(row) is { } given)
                        {
                            await copy.WriteAsync(given, cancellationToken);
                        }
                        else
                        {
                            await copy.WriteNullAsync(cancellationToken);
                        }
                    }
                }

                await copy.CompleteAsync(cancellationToken);
            }

            var values = $"VALUES ({string.Join(", ", table.Columns.Select((_, i) => $"@p{i}"))})";
            await ExecuteAsync(table.InsertSql.Replace(values, $"SELECT {columns} FROM load_{table.Name}", StringComparison.Ordinal), cancellationToken);
        }

        private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
        {
            await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction) { CommandTimeout = 600 };
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
