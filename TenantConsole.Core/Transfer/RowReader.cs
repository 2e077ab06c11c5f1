using System.Text.Json;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Transfer;

/// <summary>Reads the rows of one table of an archive: every column of the table once, of its type, and no other; every row of the organization that the manifest names.</summary>
internal sealed class RowReader(TransferTable table, Guid organizationId)
{
    private readonly Dictionary<string, int> _places = table.Columns.Select((column, place) => (column.Name, place)).ToDictionary(StringComparer.Ordinal);
    private readonly bool[] _seen = new bool[table.Columns.Count];

    /// <summary>The values of a line in the order of the table's columns.</summary>
    /// <exception cref="InvalidInputException">The line is no row of this table. The message names file and line.</exception>
    public object?[] Read(long number, ReadOnlyMemory<byte> line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return Values(json.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            throw Fault(table.FileName, number, fault.Message);
        }
    }

    public static InvalidInputException Fault(string file, long number, string what) => new(FormattableString.Invariant($"{file}, line {number}: {what}"));

    private object?[] Values(JsonElement row)
    {
        if (row.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("it is no row.");
        }

        var values = new object?[table.Columns.Count];
        Array.Clear(_seen);
        foreach (var property in row.EnumerateObject())
        {
            if (!_places.TryGetValue(property.Name, out var place))
            {
                throw new FormatException($"this console's table {table.Name} has no column of a name that the row has.");
            }

            if (_seen[place])
            {
                throw new FormatException($"the column {property.Name} is given twice.");
            }

            _seen[place] = true;
            values[place] = Value(table.Columns[place], property.Value);
        }

        if (Array.IndexOf(_seen, false) is >= 0 and var missing)
        {
            throw new FormatException($"the column {table.Columns[missing].Name} is missing.");
        }

        return values;
    }

    private object? Value(TransferColumn column, JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            return column.IsNullable ? null : throw new FormatException($"the column {column.Name} may not be null.");
        }

        object value;
        try
        {
            value = column.Codec.Read(json);
        }
        catch (Exception fault) when (fault is FormatException or InvalidOperationException or ArgumentException or JsonException or OverflowException)
        {
            throw new FormatException($"the column {column.Name} holds no {column.Codec.Kind}.", fault);
        }

        if (value is string text && (text.Length > column.MaxLength || text.Contains('\0', StringComparison.Ordinal)))
        {
            throw new FormatException($"the text in the column {column.Name} is longer than the column, or holds a character that no database keeps.");
        }

        return column == table.Owner && ((OrganizationId)value).Value != organizationId ? throw new FormatException("the row belongs to another organization than the archive.") : value;
    }
}
