namespace TenantConsole.Core.Common;

/// <summary>Something that an organization's routing learned from.</summary>
public readonly record struct RoutingOutcomeId(Guid Value) : ITypedId<RoutingOutcomeId>
{
    public static RoutingOutcomeId From(Guid value) => new(value);

    public override string ToString() => Value.ToString("D");
}
