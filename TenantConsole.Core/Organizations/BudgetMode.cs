namespace TenantConsole.Core.Organizations;

/// <summary>What happens at the end of the monthly budget.</summary>
public enum BudgetMode
{
    /// <summary>Calls are refused.</summary>
    Hard,

    /// <summary>Calls go on and the overrun is shown.</summary>
    Soft,
}
