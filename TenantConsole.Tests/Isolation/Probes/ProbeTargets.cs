using Microsoft.EntityFrameworkCore.Metadata;

namespace TenantConsole.Tests.Isolation.Probes;

/// <summary>What the model says can be reached from an entity.</summary>
/// <param name="Joined">Its parents and its children and itself.</param>
/// <param name="Parents">Its foreign keys that name more than the organization, by their properties.</param>
/// <param name="HasChildren">Rows of other tables point to its rows.</param>
/// <param name="HasRest">It has columns besides its key.</param>
internal sealed record ProbeTargets(IReadOnlyList<Type> Joined, IReadOnlyList<string> Navigations, IReadOnlyList<IForeignKey> Parents, bool HasChildren, bool HasRest, bool IsAppendOnly)
{
    public static ProbeTargets Of(IEntityType entity) => new(
        [
            .. entity.GetForeignKeys().Select(foreignKey => foreignKey.PrincipalEntityType.ClrType)
                .Concat(entity.GetReferencingForeignKeys().Select(foreignKey => foreignKey.DeclaringEntityType.ClrType))
                .Append(entity.ClrType)
                .Distinct(),
        ],
        [.. entity.GetNavigations().Select(navigation => navigation.Name), .. entity.GetSkipNavigations().Select(navigation => navigation.Name)],
        [.. entity.GetForeignKeys().Where(foreignKey => foreignKey.Properties.Count > 1)],
        entity.GetReferencingForeignKeys().Any(foreignKey => foreignKey.DeclaringEntityType != entity),
        entity.GetProperties().Any(property => !property.IsPrimaryKey()),
        entity.ClrType.IsAssignableTo(typeof(TenantConsole.Core.Tenancy.IAppendOnly)));
}
