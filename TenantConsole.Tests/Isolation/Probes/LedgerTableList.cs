using System.Reflection;
using System.Text.RegularExpressions;
using TenantConsole.Core.Usage.Ledger;

namespace TenantConsole.Tests.Isolation.Probes;

/// <summary>The tables of the ledger writer, whatever their rows are.</summary>
internal sealed partial record LedgerTableList(string Field, string Name, IReadOnlyList<string> Columns, string InsertSql)
{
    public static IReadOnlyList<LedgerTableList> All { get; } =
    [
        .. typeof(LedgerTables).GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(field => field.FieldType.IsGenericType && field.FieldType.GetGenericTypeDefinition() == typeof(LedgerTable<>))
            .Select(field => Of(field.Name, field.GetValue(null)!)),
    ];

    /// <summary>The key where its insert adds to a row that is there; null where it only inserts.</summary>
    public IReadOnlyList<string>? ConflictKey => Conflict().Match(InsertSql) is { Success: true } conflict ? conflict.Groups["key"].Value.Split(", ") : null;

    public IReadOnlyList<string> Sums => [.. Sum().Matches(InsertSql).Select(sum => sum.Groups["column"].Value)];

    private static LedgerTableList Of(string field, object table)
    {
        var columns = ((System.Collections.IEnumerable)table.GetType().GetProperty("Columns")!.GetValue(table)!)
            .Cast<object>().Select(column => (string)column.GetType().GetProperty("Column")!.GetValue(column)!);
        return new(field, (string)table.GetType().GetProperty("Name")!.GetValue(table)!, [.. columns], (string)table.GetType().GetProperty("InsertSql")!.GetValue(table)!);
    }

    [GeneratedRegex(@"ON CONFLICT \((?<key>[^)]*)\) DO UPDATE", RegexOptions.None, 10_000)]
    private static partial Regex Conflict();

    [GeneratedRegex(@"(?<column>\w+) = \w+\.\k<column> \+ excluded\.\k<column>", RegexOptions.None, 10_000)]
    private static partial Regex Sum();
}
