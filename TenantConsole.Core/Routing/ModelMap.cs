namespace TenantConsole.Core.Routing;

/// <summary>Which model answers which complexity.</summary>
public sealed record ModelMap(string Simple, string Moderate, string Complex, string Critical)
{
    public string this[Complexity complexity] => complexity switch
    {
        Complexity.Simple => Simple,
        Complexity.Moderate => Moderate,
        Complexity.Complex => Complex,
        Complexity.Critical => Critical,
        _ => throw new ArgumentOutOfRangeException(nameof(complexity), complexity, "Not a complexity."),
    };
}
