using System.Globalization;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using TenantConsole.Core.Common;
using TenantConsole.Core.Lab;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Tests.Isolation.Probes;

/// <summary>
/// Makes a row of any entity that an organization owns, from the model alone: keys and required properties by type, foreign keys from rows made before. What it cannot make
/// fails the probes with a sentence that says what to teach it here, so that no entity goes without probes.
/// </summary>
internal sealed class RowFactory
{
    private static readonly DateTime Noon = new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);

    private readonly Dictionary<(Type, OrganizationId), int> _ordinals = [];
    private int _number;

    /// <param name="parentOf">The row that a foreign key is to point to; null to leave an optional one empty.</param>
    public object Build(IEntityType entity, OrganizationId owner, Func<IForeignKey, object?> parentOf)
    {
        var row = Instance(entity);
        var set = new HashSet<string>(StringComparer.Ordinal);
        Set(row, entity.FindProperty(TenantModel.OwnerProperty(entity.ClrType)!)!, owner);
        set.Add(TenantModel.OwnerProperty(entity.ClrType)!);
        foreach (var foreignKey in entity.GetForeignKeys().Where(foreignKey => foreignKey.Properties.Any(property => !set.Contains(property.Name))))
        {
            if (parentOf(foreignKey) is { } parent)
            {
                Point(row, foreignKey, parent);
                set.UnionWith(foreignKey.Properties.Select(property => property.Name));
            }
            else if (foreignKey.IsRequired)
            {
                throw new ProbeSetupException($"{entity.DisplayName()} needs a {foreignKey.PrincipalEntityType.DisplayName()} that was not made before it.");
            }
            else
            {
                set.UnionWith(foreignKey.Properties.Select(property => property.Name));
            }
        }

        var ordinal = _ordinals[(entity.ClrType, owner)] = _ordinals.GetValueOrDefault((entity.ClrType, owner)) + 1;
        _number++;
        foreach (var property in entity.GetProperties().Where(property => !set.Contains(property.Name) && Needs(row, property)))
        {
            Set(row, property, Value(property, IsEnum(property) ? ordinal : _number));
        }

        return row;
    }

    /// <summary>Lets a row point to a parent; the owner stays whose it is.</summary>
    public static void Point(object row, IForeignKey foreignKey, object parent)
    {
        for (var i = 0; i < foreignKey.Properties.Count; i++)
        {
            if (foreignKey.Properties[i].Name != TenantModel.OwnerProperty(row.GetType()))
            {
                Set(row, foreignKey.Properties[i], Get(parent, foreignKey.PrincipalKey.Properties[i]));
            }
        }
    }

    public static void Set(object row, IProperty property, object? value)
    {
        if (property.PropertyInfo is { CanWrite: true } writable)
        {
            writable.SetValue(row, value);
        }
        else if (property.FieldInfo is { } field)
        {
            field.SetValue(row, value);
        }
        else
        {
            throw new ProbeSetupException($"{property.DeclaringType.DisplayName()}.{property.Name} can be neither set nor found as a field.");
        }
    }

    public static object? Get(object row, IProperty property) =>
        property.PropertyInfo is { } readable ? readable.GetValue(row)
        : property.FieldInfo is { } field ? field.GetValue(row)
        : throw new ProbeSetupException($"{property.DeclaringType.DisplayName()}.{property.Name} is a shadow property; probes cannot read it.");

    /// <summary>A value of the property's type that differs from one number to the next, where the type has enough of them.</summary>
    public static object Value(IProperty property, int number)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (property.DeclaringType.ClrType == typeof(StoredPolicy) && property.Name == nameof(StoredPolicy.Policy))
        {
            return RoutingJson.Write(RoutingPolicy.Default with { Dial = number % 1000 / 1000.0 });
        }

        if (property.DeclaringType.ClrType == typeof(LabRun) && property.Name is (nameof(LabRun.PolicyBefore) or nameof(LabRun.PolicyAfter) or nameof(LabRun.Totals)))
        {
            return property.Name == nameof(LabRun.Totals) ? LabTotals.Write(new() { Questions = number }) : RoutingJson.Write(RoutingPolicy.Default with { Dial = number % 1000 / 1000.0 });
        }

        if (type == typeof(string))
        {
            var text = "probe" + number.ToString(CultureInfo.InvariantCulture);
            return property.GetMaxLength() is { } most && text.Length > most ? text[^most..] : text;
        }

        if (type.IsEnum)
        {
            var values = Enum.GetValues(type);
            return values.GetValue(number % values.Length)!;
        }

        var id = new Guid($"01990000-0000-7000-8000-{number:x12}");
        if (type.GetInterfaces().Any(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(ITypedId<>)))
        {
            return Activator.CreateInstance(type, id)!;
        }

        return type switch
        {
            _ when type == typeof(Guid) => id,
            _ when type == typeof(bool) => number % 2 == 0,
            _ when type == typeof(DateTime) => Noon.AddHours(number),
            _ when type == typeof(DateOnly) => DateOnly.FromDateTime(Noon).AddDays(number),
            _ when type == typeof(TimeSpan) => TimeSpan.FromMinutes(number),
            _ when type == typeof(byte[]) => Enumerable.Repeat((byte)number, 28).Concat(BitConverter.GetBytes(number)).ToArray(),
            _ when type.IsPrimitive || type == typeof(decimal) => Convert.ChangeType(number, type, CultureInfo.InvariantCulture),
            _ => throw new ProbeSetupException(
                $"The isolation probes do not know how to fill {property.DeclaringType.DisplayName()}.{property.Name} of type {type.Name}: teach {nameof(RowFactory)}.{nameof(Value)}."),
        };
    }

    private static object Instance(IEntityType entity)
    {
        if (entity.ClrType.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []) is not { } constructor)
        {
            throw new ProbeSetupException($"The isolation probes cannot make a {entity.DisplayName()}: it has no constructor without parameters. Teach {nameof(RowFactory)} how.");
        }

        return constructor.Invoke([]);
    }

    private static bool Needs(object row, IProperty property)
    {
        if (property.IsShadowProperty())
        {
            return property.IsNullable ? false : throw new ProbeSetupException($"{property.DeclaringType.DisplayName()}.{property.Name} is a required shadow property; probes cannot fill it.");
        }

        if (property.ValueGenerated == ValueGenerated.OnAdd && property.ClrType.IsPrimitive)
        {
            return false;
        }

        var value = Get(row, property);
        return property.IsKey() || property.GetContainingIndexes().Any(index => index.IsUnique)
            || (!property.IsNullable && (value is null || (property.ClrType.IsValueType && value.Equals(Activator.CreateInstance(property.ClrType)))));
    }

    private static bool IsEnum(IProperty property) => (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType).IsEnum;
}

/// <summary>The probes could not be set up: a defect of the probes, which must be mended before they can say anything.</summary>
internal sealed class ProbeSetupException(string message, Exception? inner = null) : Exception(message, inner);
