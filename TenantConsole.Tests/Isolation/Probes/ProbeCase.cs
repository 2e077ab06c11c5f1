using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Tests.Isolation.Probes;

/// <summary>What one probe works with: the context of one organization, and rows of its own and of another.</summary>
internal sealed class ProbeCase<TRow>
    where TRow : class
{
    private static readonly Func<object, object> Clone =
        typeof(object).GetMethod(nameof(MemberwiseClone), System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!.CreateDelegate<Func<object, object>>();

    public ProbeCase(IsolationWorld world, ConsoleDbContext db, OrganizationId actor, OrganizationId other, bool isGuarded)
    {
        World = world;
        Db = db;
        Actor = actor;
        Other = other;
        IsGuarded = isGuarded;
        Entity = db.Model.FindEntityType(typeof(TRow)) ?? throw new ProbeSetupException($"{typeof(TRow).Name} is not in the model of an organization's context.");
        OwnerName = TenantModel.OwnerProperty(typeof(TRow))!;
        OwnerProperty = Entity.FindProperty(OwnerName)!;
        Owner = Property<OrganizationId>(OwnerName);
        IsForeign = Expression.Lambda<Func<TRow, bool>>(Expression.NotEqual(Owner.Body, Expression.Constant(actor)), Owner.Parameters);
    }

    public IsolationWorld World { get; }

    public ConsoleDbContext Db { get; }

    public OrganizationId Actor { get; }

    public OrganizationId Other { get; }

    public bool IsGuarded { get; }

    public IEntityType Entity { get; }

    public string OwnerName { get; }

    public IProperty OwnerProperty { get; }

    public DbSet<TRow> Set => Db.Set<TRow>();

    /// <summary><c>row => row.OrganizationId</c></summary>
    public Expression<Func<TRow, OrganizationId>> Owner { get; }

    public Expression<Func<TRow, bool>> IsForeign { get; }

    public string Table => Entity.GetTableName()!;

    public string OwnerColumn => OwnerProperty.GetColumnName();

    public IReadOnlyList<string> Columns => [.. Entity.GetTableMappings().Single().Table.Columns.Select(column => column.Name)];

    public int OwnCount => World.Rows(typeof(TRow), Actor).Count;

    public CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public TRow Own() => (TRow)Clone(World.Rows(typeof(TRow), Actor)[0]);

    public TRow Foreign() => (TRow)Clone(World.Rows(typeof(TRow), Other)[0]);

    /// <summary>The other organization's row, dressed up as the actor's own.</summary>
    public TRow Disguised()
    {
        var row = Foreign();
        RowFactory.Set(row, OwnerProperty, Actor);
        return row;
    }

    /// <summary>A row that the actor may add.</summary>
    public TRow Fresh() => (TRow)World.Fresh(Entity, Actor);

    /// <summary>A row that could be added to another organization, were the actor not who it is.</summary>
    public TRow FreshElsewhere() => (TRow)World.Fresh(Entity, Entity.ClrType.IsAssignableTo(typeof(ITenantRoot)) ? World.Nobody : World.Bystander);

    /// <summary>Gives the row another value where it may be changed at all.</summary>
    public TRow Changed(TRow row)
    {
        if (Changeable is { } property)
        {
            RowFactory.Set(row, property, RowFactory.Value(property, 997));
        }

        return row;
    }

    /// <summary>A property that is no part of a key and can be filled; null if there is none.</summary>
    public IProperty? Changeable => Entity.GetProperties()
        .FirstOrDefault(property => property is { IsConcurrencyToken: false } && !property.IsKey() && !property.IsForeignKey() && property.PropertyInfo is not null
            && (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) is var type && (type == typeof(string) || type.IsPrimitive || type == typeof(DateTime)));

    public object?[] KeyOf(TRow row) => [.. Entity.FindPrimaryKey()!.Properties.Select(property => RowFactory.Get(row, property))];

    public long Foreigners(IEnumerable<TRow> rows) => rows.LongCount(row => (OrganizationId)RowFactory.Get(row, OwnerProperty)! != Actor);

    public long Foreigners(IEnumerable<OrganizationId> owners) => owners.LongCount(owner => owner != Actor);

    public static Expression<Func<TRow, TValue>> Property<TValue>(string name)
    {
        var row = Expression.Parameter(typeof(TRow), "row");
        return Expression.Lambda<Func<TRow, TValue>>(Expression.Property(row, name), row);
    }
}
