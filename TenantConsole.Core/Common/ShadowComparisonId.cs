namespace TenantConsole.Core.Common;

/// <summary>A comparison of two models' answers to one question.</summary>
public readonly record struct ShadowComparisonId(Guid Value) : ITypedId<ShadowComparisonId>
{
    public static ShadowComparisonId From(Guid value) => new(value);

    public override string ToString() => Value.ToString("D");
}
