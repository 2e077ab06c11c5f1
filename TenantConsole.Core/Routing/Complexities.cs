namespace TenantConsole.Core.Routing;

/// <summary>Names of complexities.</summary>
public static class Complexities
{
    /// <summary>The name in files and on the wire: simple, moderate, complex, critical.</summary>
    public static string ToName(this Complexity complexity) => complexity switch
    {
        Complexity.Simple => "simple",
        Complexity.Moderate => "moderate",
        Complexity.Complex => "complex",
        Complexity.Critical => "critical",
        _ => throw new ArgumentOutOfRangeException(nameof(complexity), complexity, "Not a complexity."),
    };
}
