using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Transfer;

/// <summary>
/// How a value of one type stands in an export. The same on every machine and both engines: ids and days as text, times in UTC to the microsecond (what both engines keep),
/// bytes as base64, an enumeration by its name.
/// </summary>
/// <param name="Kind">The type's name in the schema's fingerprint.</param>
/// <param name="Write">Writes a value that is not null.</param>
/// <param name="Read">Reads what <paramref name="Write"/> wrote, and throws <see cref="FormatException"/> or <see cref="InvalidOperationException"/> for anything else.</param>
internal sealed record ValueCodec(string Kind, Action<Utf8JsonWriter, object> Write, Func<JsonElement, object> Read)
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
    private const string DayFormat = "yyyy-MM-dd";

    private static readonly MethodInfo TypedId = typeof(ValueCodec).GetMethod(nameof(OfTypedId), BindingFlags.Static | BindingFlags.NonPublic)!;
    private static readonly MethodInfo Listed = typeof(ValueCodec).GetMethod(nameof(OfList), BindingFlags.Static | BindingFlags.NonPublic)!;

    private static readonly Dictionary<Type, ValueCodec> Simple = new()
    {
        [typeof(string)] = Of<string>("text", (json, value) => json.WriteStringValue(value), json => json.GetString()!),
        [typeof(bool)] = Of<bool>("boolean", (json, value) => json.WriteBooleanValue(value), json => json.GetBoolean()),
        [typeof(short)] = Of<short>("integer", (json, value) => json.WriteNumberValue(value), json => json.GetInt16()),
        [typeof(int)] = Of<int>("integer", (json, value) => json.WriteNumberValue(value), json => json.GetInt32()),
        [typeof(long)] = Of<long>("integer", (json, value) => json.WriteNumberValue(value), json => json.GetInt64()),
        [typeof(double)] = Of<double>("number", (json, value) => json.WriteNumberValue(value), json => json.GetDouble()),
        [typeof(float)] = Of<float>("number", (json, value) => json.WriteNumberValue(value), json => json.GetSingle()),
        [typeof(decimal)] = Of<decimal>("decimal", (json, value) => json.WriteNumberValue(value), json => json.GetDecimal()),
        [typeof(Guid)] = Of<Guid>("id", (json, value) => json.WriteStringValue(value.ToString("D")), json => Guid.ParseExact(json.GetString()!, "D")),
        [typeof(byte[])] = Of<byte[]>("bytes", (json, value) => json.WriteBase64StringValue(value), json => json.GetBytesFromBase64()),
        [typeof(DateTime)] = Of<DateTime>("time", (json, value) => json.WriteStringValue(value.ToString(TimeFormat, CultureInfo.InvariantCulture)), json => ReadTime(json.GetString()!)),
        [typeof(DateOnly)] = Of<DateOnly>(
            "day",
            (json, value) => json.WriteStringValue(value.ToString(DayFormat, CultureInfo.InvariantCulture)),
            json => DateOnly.ParseExact(json.GetString()!, DayFormat, CultureInfo.InvariantCulture)),
    };

    /// <summary>The codec of a column.</summary>
    /// <exception cref="NotSupportedException">There is none for its type.</exception>
    public static ValueCodec Of(IProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (property.GetElementType() is { } element)
        {
            return (ValueCodec)Listed.MakeGenericMethod(element.ClrType).Invoke(null, [OfType(element.ClrType) ?? throw None(property), type])!;
        }

        return OfType(type)
            ?? (property.GetTypeMapping().Converter is { } converter && OfType(converter.ProviderClrType) is { } stored ? OfConverted(converter, stored) : throw None(property));
    }

    private static ValueCodec? OfType(Type type) =>
        Simple.GetValueOrDefault(type)
        ?? (type.IsEnum ? new ValueCodec("name", (json, value) => json.WriteStringValue(Enum.GetName(type, value) ?? throw Undefined(type, value)), json => ReadName(type, json.GetString()!)) : null)
        ?? (IsTypedId(type) ? (ValueCodec)TypedId.MakeGenericMethod(type).Invoke(null, null)! : null);

    private static ValueCodec Of<T>(string kind, Action<Utf8JsonWriter, T> write, Func<JsonElement, T> read)
        where T : notnull => new(kind, (json, value) => write(json, (T)value), json => read(json));

    private static ValueCodec OfTypedId<TId>()
        where TId : struct, ITypedId<TId> =>
        Of<TId>("id", (json, value) => json.WriteStringValue(value.Value.ToString("D")), json => Common.TypedId.From<TId>(Guid.ParseExact(json.GetString()!, "D")));

    private static ValueCodec OfConverted(ValueConverter converter, ValueCodec stored) =>
        new(stored.Kind, (json, value) => stored.Write(json, converter.ConvertToProvider(value)!), json => converter.ConvertFromProvider(stored.Read(json))!);

    private static ValueCodec OfList<T>(ValueCodec element, Type list) => new(
        $"{element.Kind}[]",
        (json, value) =>
        {
            json.WriteStartArray();
            foreach (var item in (IEnumerable<T>)value)
            {
                element.Write(json, item!);
            }

            json.WriteEndArray();
        },
        json =>
        {
            var items = json.EnumerateArray().Select(item => (T)element.Read(item)).ToList();
            return list.IsAssignableFrom(typeof(List<T>)) ? items : items.ToArray();
        });

    private static DateTime ReadTime(string text) =>
        DateTime.ParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static object ReadName(Type type, string name) =>
        Array.IndexOf(Enum.GetNames(type), name) >= 0 ? Enum.Parse(type, name) : throw new FormatException($"'{name}' is none of {string.Join(", ", Enum.GetNames(type))}.");

    private static bool IsTypedId(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(ITypedId<>));

    private static NotSupportedException None(IProperty property) => new(
        $"{property.DeclaringType.DisplayName()}.{property.Name} of type {property.ClrType.Name} has no form in an export: teach {nameof(ValueCodec)}, or leave it out with a reason.");

    private static InvalidOperationException Undefined(Type type, object value) => new($"{value} is no {type.Name}.");
}
