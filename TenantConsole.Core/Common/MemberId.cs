namespace TenantConsole.Core.Common;

/// <summary>A person's membership of one organization.</summary>
public readonly record struct MemberId(Guid Value) : ITypedId<MemberId>
{
    public static MemberId From(Guid value) => new(value);

    public override string ToString() => Value.ToString("D");
}
