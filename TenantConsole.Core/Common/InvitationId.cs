namespace TenantConsole.Core.Common;

/// <summary>An invitation of a person to an organization.</summary>
public readonly record struct InvitationId(Guid Value) : ITypedId<InvitationId>
{
    public static InvitationId From(Guid value) => new(value);

    public override string ToString() => Value.ToString("D");
}
