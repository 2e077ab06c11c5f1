namespace TenantConsole.Core.Common;

/// <summary>A message of a conversation.</summary>
public readonly record struct MessageId(Guid Value) : ITypedId<MessageId>
{
    public static MessageId From(Guid value) => new(value);

    public override string ToString() => Value.ToString("D");
}
