namespace TenantConsole.Core.Common;

/// <summary>A person who signs in.</summary>
public readonly record struct UserId(Guid Value) : ITypedId<UserId>
{
    public static UserId From(Guid value) => new(value);

    public override string ToString() => Value.ToString("D");
}
