using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Tenancy;

/// <summary>Keeps rows of other organizations out of a context on every way in: tracking (add, attach, update, remove, query), saving, and materialising without tracking.</summary>
internal sealed class TenantGuard : SaveChangesInterceptor, IMaterializationInterceptor
{
    public static readonly TenantGuard Instance = new();

    private TenantGuard()
    {
    }

    public static void RequireOwn(EntityEntry entry, OrganizationId organizationId)
    {
        if (OwnerOf(entry.Entity) is { } owner && owner != organizationId)
        {
            throw Foreign(entry.Entity);
        }
    }

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        RequireAllOwn(eventData.Context);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        RequireAllOwn(eventData.Context);
        return ValueTask.FromResult(result);
    }

    public object InitializedInstance(MaterializationInterceptionData materializationData, object entity)
    {
        if (materializationData.Context is ConsoleDbContext { Scope.IsSystem: false } context && OwnerOf(entity) is { } owner && owner != context.Scope.OrganizationId)
        {
            throw Foreign(entity);
        }

        return entity;
    }

    private static void RequireAllOwn(DbContext? context)
    {
        if (context is not ConsoleDbContext console)
        {
            return;
        }

        foreach (var entry in console.ChangeTracker.Entries())
        {
            if (entry.State == EntityState.Unchanged || TenantModel.OwnerProperty(entry.Metadata.ClrType) is not { } ownerProperty)
            {
                continue;
            }

            // Whose row it was decides as well as whose it would become: the original value is what an UPDATE's WHERE uses.
            var owner = entry.Property(ownerProperty);
            if (!Equals(owner.OriginalValue, owner.CurrentValue))
            {
                throw new TenantIsolationException($"A {entry.Metadata.DisplayName()} cannot move to another organization.");
            }

            if (!console.Scope.IsSystem)
            {
                RequireOwn(entry, console.Scope.OrganizationId);
            }
        }
    }

    private static OrganizationId? OwnerOf(object entity) => entity switch
    {
        ITenantOwned owned => owned.OrganizationId,
        ITenantRoot root => root.Id,
        _ => null,
    };

    private static TenantIsolationException Foreign(object entity) => new($"A {entity.GetType().Name} of another organization was about to enter this context.");
}
