using System.Collections;
using System.Reflection;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;

namespace TenantConsole.Tests.Access;

/// <summary>
/// Makes the arguments of any service's method by their types: the organization's own ids where an id is wanted, something short and plausible for everything else. Values need not
/// be right: who may not is refused before anybody looks at them. What it cannot make it names, and then it is to be taught here.
/// </summary>
/// <param name="children">Whose rows the ids of things inside the organization are; null: of rows that nobody has.</param>
internal sealed class Arguments(AccessWorld world, Actor actor, OrganizationId organizationId, string slug, OrganizationId? children)
{
    private const int MaxDepth = 6;
    private static readonly DateTime Tomorrow = TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(1);

    public object?[] For(MethodInfo method) => [.. method.GetParameters().Select(parameter => parameter.HasDefaultValue ? parameter.DefaultValue : Make(parameter.ParameterType, parameter.Name!, 0))];

    /// <summary>Whether a method is given an id of something inside an organization.</summary>
    public static bool HasChild(AccessWorld world, MethodInfo method) => method.GetParameters().Any(parameter => IsChild(world, parameter.ParameterType));

    private static bool IsChild(AccessWorld world, Type type) => IsId(type) && type != typeof(OrganizationId) && world.IdOf(type, world.Theirs.Id) is not null;

    private static bool IsId(Type type) => type.GetInterfaces().Any(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(ITypedId<>));

    private object? Make(Type type, string name, int depth) => type switch
    {
        _ when depth > MaxDepth => throw Unknown(type, name),
        _ when type == typeof(Actor) || type == typeof(Actor.Person) => actor,
        _ when type == typeof(CancellationToken) => TestContext.Current.CancellationToken,
        _ when type == typeof(OrganizationId) => organizationId,
        _ when IsId(type) => Id(type),
        _ when type == typeof(string) => Text(name),
        _ when Nullable.GetUnderlyingType(type) is not null => null,
        _ when type.IsEnum => Enum.GetValues(type).GetValue(0),
        _ when type == typeof(bool) => false,
        _ when type == typeof(DateTime) => Tomorrow,
        _ when type == typeof(DateOnly) => DateOnly.FromDateTime(Tomorrow).AddDays(name.Equals("until", StringComparison.OrdinalIgnoreCase) ? 1 : 0),
        _ when type == typeof(TimeSpan) => TimeSpan.FromMinutes(1),
        _ when type == typeof(Guid) => Guid.CreateVersion7(),
        _ when type == typeof(byte[]) => new byte[] { 1 },
        _ when type.IsAssignableFrom(typeof(MemoryStream)) && type != typeof(object) => OneByte(),
        _ when type == typeof(int) && name == "number" => world.NumberIn(organizationId),
        _ when type.IsPrimitive || type == typeof(decimal) => Convert.ChangeType(1, type, System.Globalization.CultureInfo.InvariantCulture),
        _ when type.IsAssignableTo(typeof(Delegate)) || type.Name.StartsWith("IProgress", StringComparison.Ordinal) => null,
        _ when type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)) => Many(type, name, depth),
        _ when type.IsClass || type.IsValueType => Whole(type, name, depth),
        _ => throw Unknown(type, name),
    };

    private object Id(Type type) => (children is { } owner ? world.IdOf(type, owner) : null) ?? Activator.CreateInstance(type, Guid.CreateVersion7())!;

    private string Text(string name) => name.ToUpperInvariant() switch
    {
        "SLUG" => slug,
        "TIMEZONE" => "UTC",
        "ROLE" => "user",
        var field when field.Contains("EMAIL", StringComparison.Ordinal) => "probe@example.com",
        _ => "probe",
    };

    private object Many(Type type, string name, int depth)
    {
        var arguments = type.GetGenericArguments();
        if (arguments.Length == 2)
        {
            return Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments))!;
        }

        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(arguments))!;
        list.Add(Make(arguments[0], name, depth + 1));
        return list;
    }

    /// <summary>An object from its longest constructor and whatever it requires besides; of an abstract type the first that is one.</summary>
    private object Whole(Type type, string name, int depth)
    {
        if (type.IsAbstract)
        {
            type = type.Assembly.GetTypes().FirstOrDefault(candidate => candidate.IsAssignableTo(type) && !candidate.IsAbstract) ?? throw Unknown(type, name);
        }

        var constructor = type.GetConstructors().Where(candidate => !candidate.GetParameters().Any(parameter => parameter.ParameterType == type))
            .OrderByDescending(candidate => candidate.GetParameters().Length).FirstOrDefault();
        if (constructor is null)
        {
            throw Unknown(type, name);
        }

        var made = constructor.Invoke([.. constructor.GetParameters().Select(parameter => parameter.HasDefaultValue ? parameter.DefaultValue : Make(parameter.ParameterType, parameter.Name!, depth + 1))]);
        foreach (var property in type.GetProperties().Where(property => property.GetCustomAttribute<System.Runtime.CompilerServices.RequiredMemberAttribute>() is not null))
        {
            property.SetValue(made, Make(property.PropertyType, property.Name, depth + 1));
        }

        return made;
    }

    private static InvalidOperationException Unknown(Type type, string name) =>
        new($"The permission matrix cannot make the argument '{name}' of type {type.Name}: teach {nameof(Arguments)}.{nameof(Make)}.");

    /// <summary>A stream that can be read and written, as files can.</summary>
    private static MemoryStream OneByte()
    {
        var stream = new MemoryStream();
        stream.WriteByte(1);
        stream.Position = 0;
        return stream;
    }
}
