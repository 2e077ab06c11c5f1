namespace TenantConsole.Core.Routing;

/// <summary>Lengths in characters at which a text alone would be called the next complexity. Length is one signal among several, never the verdict.</summary>
/// <param name="SimpleBelow">Shorter is simple.</param>
/// <param name="ModerateUpTo">Up to here moderate.</param>
/// <param name="ComplexUpTo">Up to here complex, above critical.</param>
public sealed record LengthBounds(int SimpleBelow = 50, int ModerateUpTo = 150, int ComplexUpTo = 300);
