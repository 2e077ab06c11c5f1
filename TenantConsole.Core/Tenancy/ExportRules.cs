using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace TenantConsole.Core.Tenancy;

/// <summary>
/// What of an organization does not leave the console in an export. Everything else does, without anybody remembering it; what does not is marked where the entity is
/// configured, with the reason that the export's manifest gives.
/// </summary>
public static class ExportRules
{
    private const string Annotation = "Export:LeftOut";

    /// <summary>Leaves a column out of exports. After an import it is empty: null, no text, no bytes.</summary>
    public static PropertyBuilder<TProperty> LeftOutOfExports<TProperty>(this PropertyBuilder<TProperty> property, string reason) => property.HasAnnotation(Annotation, reason);

    /// <summary>Leaves a table out of exports. No other table that is exported may refer to it.</summary>
    public static EntityTypeBuilder<TEntity> LeftOutOfExports<TEntity>(this EntityTypeBuilder<TEntity> entity, string reason)
        where TEntity : class, ITenantOwned => entity.HasAnnotation(Annotation, reason);

    /// <summary>Why a table or column is left out; null where it is not.</summary>
    internal static string? ReasonOf(IReadOnlyAnnotatable tableOrColumn) => (string?)tableOrColumn.FindAnnotation(Annotation)?.Value;
}
