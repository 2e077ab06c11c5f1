using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Transfer;

/// <summary>One column of a table in an export.</summary>
internal sealed class TransferColumn(IProperty property)
{
    public IProperty Property { get; } = property;

    public string Name { get; } = property.GetColumnName();

    public ValueCodec Codec { get; } = ValueCodec.Of(property);

    public bool IsNullable { get; } = property.IsNullable;

    /// <summary>The most characters of a text; null: any number.</summary>
    public int? MaxLength { get; } = property.ClrType == typeof(string) ? property.GetMaxLength() : null;

    /// <summary>Whether it names a person, who is the platform's.</summary>
    public bool IsPerson { get; } = property.ClrType == typeof(UserId) || property.ClrType == typeof(UserId?);

    /// <summary>As it stands in the schema's fingerprint.</summary>
    public string Shape => $"{Name} {Codec.Kind}{(IsNullable ? "?" : "")}";

    public object? ValueOf(object row) => Property.GetGetter().GetClrValueUsingContainingEntity(row);
}
