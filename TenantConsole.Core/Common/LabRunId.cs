namespace TenantConsole.Core.Common;

/// <summary>A run of the routing lab.</summary>
public readonly record struct LabRunId(Guid Value) : ITypedId<LabRunId>
{
    public static LabRunId From(Guid value) => new(value);

    public override string ToString() => Value.ToString("D");
}
