namespace TenantConsole.Core.Common;

/// <summary>A comment on a ticket.</summary>
public readonly record struct TicketCommentId(Guid Value) : ITypedId<TicketCommentId>
{
    public static TicketCommentId From(Guid value) => new(value);

    public override string ToString() => Value.ToString("D");
}
