namespace TenantConsole.Core.Common;

/// <summary>A ticket of an organization.</summary>
public readonly record struct TicketId(Guid Value) : ITypedId<TicketId>
{
    public static TicketId From(Guid value) => new(value);

    public override string ToString() => Value.ToString("D");
}
