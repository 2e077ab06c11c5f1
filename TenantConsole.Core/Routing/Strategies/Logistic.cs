namespace TenantConsole.Core.Routing.Strategies;

/// <summary>Log-odds to probability.</summary>
internal static class Logistic
{
    public static double Of(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
