namespace TenantConsole.Core.Routing.Signals;

/// <summary>Figures of a decision are stored with every call: four decimals are more than anyone reads.</summary>
internal static class Rounded
{
    public static double Of(double value) => Math.Round(value, 4, MidpointRounding.ToEven);
}
