using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace TenantConsole.Core.Tenancy;

/// <summary>
/// Puts the rules of isolation into the model and refuses to build a model that breaks one: keys, foreign keys and unique indexes of what an organization owns begin
/// with its id, so that the database itself cannot join a row to another organization's; nothing is deleted by cascade.
/// </summary>
internal static class TenantModel
{
    /// <summary>The name of the filter that keeps each query within the context's organization.</summary>
    public const string FilterName = "Tenant";

    public static void Apply(ModelBuilder modelBuilder, ConsoleDbContext context)
    {
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(entity => !entity.IsOwned()).ToList())
        {
            foreach (var foreignKey in entity.GetForeignKeys().Where(foreignKey => !foreignKey.IsOwnership))
            {
                // Rows that refer to others of their own table may go with them in one statement; at its end nothing may be left that refers to what is gone.
                foreignKey.DeleteBehavior = IsWithinTable(foreignKey) ? DeleteBehavior.NoAction : DeleteBehavior.Restrict;
            }

            if (entity.ClrType.IsAssignableTo(typeof(ITenantOwned)))
            {
                RequireTenantShape(entity);
                TieToRoot(modelBuilder, entity);
            }

            if (!context.Scope.IsSystem && OwnerProperty(entity.ClrType) is { } owner)
            {
                entity.SetQueryFilter(FilterName, Filter(entity.ClrType, owner, context));
            }
        }
    }

    /// <summary>The property that says whose row this is; null for what belongs to nobody in particular.</summary>
    public static string? OwnerProperty(Type clrType) =>
        clrType.IsAssignableTo(typeof(ITenantOwned)) ? nameof(ITenantOwned.OrganizationId)
        : clrType.IsAssignableTo(typeof(ITenantRoot)) ? nameof(ITenantRoot.Id)
        : null;

    private static void RequireTenantShape(IMutableEntityType entity)
    {
        Require(entity.FindPrimaryKey()?.Properties[0].Name == nameof(ITenantOwned.OrganizationId), entity, "its primary key must begin with OrganizationId");
        foreach (var foreignKey in entity.GetForeignKeys())
        {
            Require(foreignKey.Properties[0].Name == nameof(ITenantOwned.OrganizationId), entity, $"its foreign key to {foreignKey.PrincipalEntityType.DisplayName()} must begin with OrganizationId");
        }

        foreach (var index in entity.GetIndexes().Where(index => index.IsUnique))
        {
            Require(index.Properties[0].Name == nameof(ITenantOwned.OrganizationId), entity, "its unique indexes must begin with OrganizationId");
        }
    }

    /// <summary>What has no parent that it cannot be without belongs directly to its organization; the database keeps it from outliving or inventing one.</summary>
    private static void TieToRoot(ModelBuilder modelBuilder, IMutableEntityType entity)
    {
        var root = modelBuilder.Model.GetEntityTypes().Single(candidate => candidate.ClrType.IsAssignableTo(typeof(ITenantRoot)));
        if (!entity.GetForeignKeys().Any(foreignKey => foreignKey.IsRequired && !IsWithinTable(foreignKey)))
        {
            modelBuilder.Entity(entity.ClrType).HasOne(root.ClrType).WithMany().HasForeignKey(nameof(ITenantOwned.OrganizationId)).OnDelete(DeleteBehavior.Restrict);
        }
    }

    private static bool IsWithinTable(IReadOnlyForeignKey foreignKey) => foreignKey.PrincipalEntityType == foreignKey.DeclaringEntityType;

    private static LambdaExpression Filter(Type clrType, string ownerProperty, ConsoleDbContext context)
    {
        // e => e.OrganizationId == context.ScopedOrganizationId; EF replaces the constant by the context that runs the query.
        var entity = Expression.Parameter(clrType, "entity");
        var scoped = Expression.Property(Expression.Constant(context, context.GetType()), ScopedProperty);
        return Expression.Lambda(Expression.Equal(Expression.Property(entity, ownerProperty), scoped), entity);
    }

    private static System.Reflection.PropertyInfo ScopedProperty { get; } =
        typeof(ConsoleDbContext).GetProperty(nameof(ConsoleDbContext.ScopedOrganizationId), System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!;

    private static void Require(bool condition, IMutableEntityType entity, string rule)
    {
        if (!condition)
        {
            throw new TenantIsolationException($"{entity.DisplayName()} is owned by an organization: {rule}.");
        }
    }
}
