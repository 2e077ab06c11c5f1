namespace TenantConsole.Core.Common;

/// <summary>A document of an organization.</summary>
public readonly record struct DocumentId(Guid Value) : ITypedId<DocumentId>
{
    public static DocumentId From(Guid value) => new(value);

    public override string ToString() => Value.ToString("D");
}
