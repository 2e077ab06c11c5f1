namespace TenantConsole.Core.Routing.Learning;

/// <summary>How well something foretold outcomes before they were learned, and how far it is trusted for that. Where it foretells nothing, trust goes to 0 by itself.</summary>
internal readonly record struct Foresight(double Square, double Agreement)
{
    private const double Prior = 0.3;
    private const double AtFirst = 0.7;
    private const double Most = 2;

    /// <summary>0..2: what came for a unit of what was foretold, drawn towards 0.7 while there is little evidence.</summary>
    public double Trust => Math.Clamp((Agreement + (Prior * AtFirst)) / (Square + Prior), 0, Most);

    public Foresight With(double foretold, double came) => new(Square + (foretold * foretold), Agreement + (foretold * came));
}
