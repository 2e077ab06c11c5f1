namespace TenantConsole.Core.Common;

/// <summary>A webhook event waiting to be sent.</summary>
public readonly record struct OutboxMessageId(Guid Value) : ITypedId<OutboxMessageId>
{
    public static OutboxMessageId From(Guid value) => new(value);

    public override string ToString() => Value.ToString("D");
}
