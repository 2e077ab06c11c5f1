using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Transfer;

/// <summary>A table as it stands in an export: a file of JSON lines, a row each, with all its columns but those that are left out for a reason.</summary>
internal sealed class TransferTable
{
    private static readonly ConcurrentDictionary<IModel, IReadOnlyList<TransferTable>> Known = new();

    private TransferTable(OwnedTable table)
    {
        Table = table;
        if (table.Entity.GetNavigations().FirstOrDefault(navigation => navigation.TargetEntityType.IsOwned()) is { } owned)
        {
            throw new NotSupportedException($"{table.Entity.DisplayName()}.{owned.Name} is an owned type, which has no form in an export: make it a complex property, or leave the table out with a reason.");
        }

        var properties = table.Entity.GetFlattenedProperties().ToList();
        Columns = [.. properties.Where(property => ExportRules.ReasonOf(property) is null).Select(property => new TransferColumn(property))];
        LeftOut = [.. properties.Select(property => (Property: property, Reason: ExportRules.ReasonOf(property))).Where(column => column.Reason is not null).Select(column => (column.Property, column.Reason!))];
        FileName = $"tables/{table.Name}.jsonl";
        Owner = Columns.Single(column => column.Name == table.OwnerColumn);
    }

    public OwnedTable Table { get; }

    public string Name => Table.Name;

    public string FileName { get; }

    public IReadOnlyList<TransferColumn> Columns { get; }

    /// <summary>Columns that an export does not have, and why.</summary>
    public IReadOnlyList<(IProperty Property, string Reason)> LeftOut { get; }

    /// <summary>The column that says whose a row is.</summary>
    public TransferColumn Owner { get; }

    /// <summary>Of a row's values, the one of a property.</summary>
    public object? ValueOf(string property, object?[] values)
    {
        for (var place = 0; place < values.Length; place++)
        {
            if (Columns[place].Property.Name == property)
            {
                return values[place];
            }
        }

        throw new InvalidOperationException($"{Name} has no {property}.");
    }

    /// <summary>All tables of an export, parents before children.</summary>
    public static IReadOnlyList<TransferTable> All(IModel model) =>
        Known.GetOrAdd(model, known => [.. OwnedTables.Of(known).Where(table => ExportRules.ReasonOf(table.Entity) is null).Select(table => new TransferTable(table))]);

    /// <summary>What an export does not have: whole tables (with no column) and columns, with the reason.</summary>
    public static IEnumerable<(string Table, string? Column, string Reason)> AllLeftOut(IModel model) =>
        OwnedTables.Of(model).Select(table => (table.Name, Column: (string?)null, Reason: ExportRules.ReasonOf(table.Entity)!)).Where(left => left.Reason is not null)
            .Concat(All(model).SelectMany(table => table.LeftOut.Select(column => (table.Name, (string?)column.Property.GetColumnName(), column.Reason))));

    /// <summary>The same for the same tables, columns and types, on both engines.</summary>
    public static string Fingerprint(IModel model)
    {
        var shape = new StringBuilder();
        foreach (var table in All(model))
        {
            shape.Append(table.Name).Append('(').AppendJoin(", ", table.Columns.Select(column => column.Shape)).Append(")\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(shape.ToString())));
    }
}
