namespace TenantConsole.Core.Common;

/// <summary>An organization (tenant).</summary>
public readonly record struct OrganizationId(Guid Value) : ITypedId<OrganizationId>
{
    public static OrganizationId From(Guid value) => new(value);

    public override string ToString() => Value.ToString("D");
}
