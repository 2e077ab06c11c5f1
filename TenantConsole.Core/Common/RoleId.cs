namespace TenantConsole.Core.Common;

/// <summary>A job role that an organization defines.</summary>
public readonly record struct RoleId(Guid Value) : ITypedId<RoleId>
{
    public static RoleId From(Guid value) => new(value);

    public override string ToString() => Value.ToString("D");
}
