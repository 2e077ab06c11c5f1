using System.Globalization;
using Npgsql;

namespace TenantConsole.Core.Usage.Ledger;

/// <summary>
/// Everything that a batch writes for one organization as one statement: <c>WITH w0 AS (INSERT …), w1 AS (DELETE …) SELECT</c>. To PostgreSQL a statement costs more than a row,
/// and there are only as many different ones as there are mixtures of parts, so each is parsed and planned once a connection. The parts see the same snapshot and none needs another.
/// </summary>
internal sealed class PostgresStatement
{
    private readonly List<string> _parts = [];
    private readonly List<object> _values = [];

    public bool IsEmpty => _parts.Count == 0;

    /// <summary>Inserts all rows, or adds them to those that are there; nothing where there are none.</summary>
    public void Insert<TRow>(LedgerTable<TRow> table, IReadOnlyList<TRow> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        _parts.Add(table.InsertManySql(_values.Count + 1));
        _values.AddRange(table.Columns.Select(column => column.Values(rows)));
    }

    /// <param name="sql">Makes the part with the number of its first parameter.</param>
    public void Add(Func<int, string> sql, params ReadOnlySpan<object> values)
    {
        _parts.Add(sql(_values.Count + 1));
        _values.AddRange(values);
    }

    public NpgsqlBatchCommand ToCommand()
    {
        var command = new NpgsqlBatchCommand(
            $"WITH {string.Join(", ", _parts.Select((part, i) => string.Create(CultureInfo.InvariantCulture, $"w{i} AS ({part})")))} SELECT");
        foreach (var value in _values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
