using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Transfer;

/// <summary>
/// The tables of what an organization owns, found in the model, so that a new one is exported, imported and purged without anybody remembering it. Both engines give the
/// same order.
/// </summary>
internal static class OwnedTables
{
    private static readonly ConcurrentDictionary<IModel, IReadOnlyList<OwnedTable>> Known = new();

    /// <summary>The organization's own table first, then each table after those that it refers to; otherwise by name.</summary>
    /// <exception cref="InvalidOperationException">Tables refer to each other in a ring of columns that may not be empty.</exception>
    public static IReadOnlyList<OwnedTable> Of(IModel model) => Known.GetOrAdd(model, Ordered);

    private static IReadOnlyList<OwnedTable> Ordered(IModel model)
    {
        var left = model.GetEntityTypes()
            .Where(entity => TenantModel.OwnerProperty(entity.ClrType) is not null && !entity.IsOwned())
            .OrderBy(entity => entity.ClrType.IsAssignableTo(typeof(ITenantRoot)) ? 0 : 1)
            .ThenBy(entity => entity.GetTableName(), StringComparer.Ordinal)
            .ToList();
        var ordered = new List<OwnedTable>(left.Count);
        while (left.Count > 0)
        {
            var next = left.Find(entity => !References(entity, left).Any(key => key.PrincipalEntityType != entity))
                ?? left.Find(entity => References(entity, left).All(key => key.PrincipalEntityType == entity || Emptied(key).Any()))
                ?? throw new InvalidOperationException(
                    $"{string.Join(", ", left.Select(entity => entity.GetTableName()))} refer to each other in a ring of columns that may not be empty; no row of them could be the first or the last.");
            ordered.Add(new(next, [.. References(next, left).SelectMany(Loosened).Distinct()]));
            left.Remove(next);
        }

        return ordered;
    }

    /// <summary>The references of a table to itself and to tables that have no place in the order yet.</summary>
    private static IEnumerable<IForeignKey> References(IEntityType entity, List<IEntityType> left) => entity.GetForeignKeys().Where(key => left.Contains(key.PrincipalEntityType));

    private static IEnumerable<IProperty> Loosened(IForeignKey key)
    {
        var emptied = Emptied(key).ToList();
        return emptied.Count > 0
            ? emptied
            : throw new InvalidOperationException($"{key.DeclaringEntityType.GetTableName()} refers to itself by columns that may not be empty; its rows have no first and no last.");
    }

    /// <summary>Emptied, these columns of a reference refer to nothing.</summary>
    private static IEnumerable<IProperty> Emptied(IForeignKey key) => key.Properties.Where(property => property.IsNullable);
}
