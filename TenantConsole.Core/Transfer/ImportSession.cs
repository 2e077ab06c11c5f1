using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Transfer;

/// <summary>
/// Puts rows of any table into the transaction of a context of the system by one prepared statement. What it puts in was checked: each row carries the organization that is
/// being imported.
/// </summary>
internal sealed class ImportSession : IAsyncDisposable
{
    private const int SqliteConstraint = 19;

    private readonly DbCommand _command;
    private readonly List<(IProperty Property, Func<object?[], object?> Value)> _values;

    private ImportSession(ConsoleDbContext db, string sql, List<(IProperty Property, Func<object?[], object?> Value)> values)
    {
        var transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        _command = transaction.Connection!.CreateCommand();
        _command.Transaction = transaction;
#pragma warning disable CA2100 // Names from the model.
        _command.CommandText = sql;
#pragma warning restore CA2100
        _values = values;
    }

    /// <summary>Inserts rows without what refers to rows of the same table or closes a ring.</summary>
    public static ImportSession Insert(ConsoleDbContext db, TransferTable table)
    {
        var values = table.Columns.Select((column, place) => (column.Property, Value: Loose(table, column) ? (Func<object?[], object?>)(_ => null) : row => row[place]))
            .Concat(table.LeftOut.Select(left => (left.Property, Value: (Func<object?[], object?>)(_ => Empty(left.Property)))))
            .ToList();
        var names = string.Join(", ", values.Select(value => $"\"{value.Property.GetColumnName()}\""));
        return new(db, $"INSERT INTO \"{table.Name}\" ({names}) VALUES ({string.Join(", ", values.Select((_, place) => Parameter(place)))})", values);
    }

    /// <summary>Gives rows that are there what <see cref="Insert"/> left empty.</summary>
    public static ImportSession Tie(ConsoleDbContext db, TransferTable table)
    {
        var key = table.Table.Entity.FindPrimaryKey()!.Properties;
        var set = table.Columns.Select((column, place) => (Column: column, Place: place)).Where(value => Loose(table, value.Column)).ToList();
        var find = table.Columns.Select((column, place) => (Column: column, Place: place)).Where(value => key.Contains(value.Column.Property)).ToList();
        var sets = string.Join(", ", set.Select((value, number) => $"\"{value.Column.Name}\" = {Parameter(number)}"));
        var finds = string.Join(" AND ", find.Select((value, number) => $"\"{value.Column.Name}\" = {Parameter(set.Count + number)}"));
        return new(
            db,
            $"UPDATE \"{table.Name}\" SET {sets} WHERE {finds}",
            [.. set.Concat(find).Select(value => (value.Column.Property, (Func<object?[], object?>)(row => row[value.Place])))]);
    }

    public static bool Loose(TransferTable table, TransferColumn column) => table.Table.Loose.Contains(column.Property);

    /// <exception cref="DbException">The database does not take the row; see <see cref="RefusalOf"/>.</exception>
    public async ValueTask ExecuteAsync(object?[] row, CancellationToken cancellationToken)
    {
        if (_command.Parameters.Count == 0)
        {
            for (var place = 0; place < _values.Count; place++)
            {
                var (property, value) = _values[place];
                _command.Parameters.Add(property.GetRelationalTypeMapping().CreateParameter(_command, Parameter(place), value(row), nullable: true));
            }

            await _command.PrepareAsync(cancellationToken);
        }
        else
        {
            for (var place = 0; place < _values.Count; place++)
            {
                var (property, value) = _values[place];
                _command.Parameters[place].Value = Stored(property, value(row)) ?? DBNull.Value;
            }
        }

        await _command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>What the database has against a row that breaks one of its rules; null for every other failure.</summary>
    public static string? RefusalOf(DbException exception) =>
        exception is SqliteException { SqliteErrorCode: SqliteConstraint } || exception.SqlState?.StartsWith("23", StringComparison.Ordinal) == true ? exception.Message : null;

    public ValueTask DisposeAsync() => _command.DisposeAsync();

    private static object? Stored(IProperty property, object? value) => value is not null && property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(value) : value;

    private static object? Empty(IProperty property) =>
        property.IsNullable ? null
        : property.ClrType == typeof(string) ? ""
        : property.ClrType == typeof(byte[]) ? Array.Empty<byte>()
        : throw new NotSupportedException($"{property.DeclaringType.DisplayName()}.{property.Name} is left out of exports, and there is nothing that could stand in its place after an import.");

    private static string Parameter(int place) => string.Create(CultureInfo.InvariantCulture, $"@p{place}");
}
