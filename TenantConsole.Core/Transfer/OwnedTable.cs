using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Transfer;

/// <summary>A table of what an organization owns.</summary>
/// <param name="Loose">
/// Columns that refer to a row of the same table, or close a ring of tables. They may be empty: a row goes in without them and is given them when all rows are there,
/// and loses them before any row goes.
/// </param>
internal sealed record OwnedTable(IEntityType Entity, IReadOnlyList<IProperty> Loose)
{
    public string Name { get; } = Entity.GetTableName()!;

    /// <summary>The column that says whose a row is.</summary>
    public string OwnerColumn { get; } = Entity.FindProperty(TenantModel.OwnerProperty(Entity.ClrType)!)!.GetColumnName();
}
