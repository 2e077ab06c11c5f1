namespace TenantConsole.Core.Common;

/// <summary>A conversation of an organization.</summary>
public readonly record struct ConversationId(Guid Value) : ITypedId<ConversationId>
{
    public static ConversationId From(Guid value) => new(value);

    public override string ToString() => Value.ToString("D");
}
