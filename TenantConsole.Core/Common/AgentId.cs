namespace TenantConsole.Core.Common;

/// <summary>An assistant of an organization.</summary>
public readonly record struct AgentId(Guid Value) : ITypedId<AgentId>
{
    public static AgentId From(Guid value) => new(value);

    public override string ToString() => Value.ToString("D");
}
