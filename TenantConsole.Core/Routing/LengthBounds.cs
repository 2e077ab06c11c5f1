namespace TenantConsole.Core.Routing;

/// <summary>Lengths in characters from which on a text's length speaks for the next complexity. Length is one signal among several, and the sum of all decides.</summary>
/// <param name="SimpleBelow">Shorter is simple.</param>
/// <param name="ModerateUpTo">Up to here moderate.</param>
/// <param name="ComplexUpTo">Up to here complex, above critical.</param>
public sealed record LengthBounds(int SimpleBelow = 50, int ModerateUpTo = 150, int ComplexUpTo = 300);
