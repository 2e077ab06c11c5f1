namespace TenantConsole.Core.Common;

/// <summary>Some models or policies asked one question at once.</summary>
public readonly record struct ComparisonId(Guid Value) : ITypedId<ComparisonId>
{
    public static ComparisonId From(Guid value) => new(value);

    public override string ToString() => Value.ToString("D");
}
