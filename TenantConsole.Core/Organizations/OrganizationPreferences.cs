namespace TenantConsole.Core.Organizations;

/// <summary>What an organization wants of routing and spending.</summary>
public sealed record OrganizationPreferences
{
    /// <summary>Moderate questions go to the standard model.</summary>
    public bool PreferQuality { get; init; }

    /// <summary>Complex questions stay on the small model.</summary>
    public bool PreferCost { get; init; }

    /// <summary>The most to spend in a calendar month of the organization's zone. Null: no budget.</summary>
    public long? MonthlyBudgetPicoUsd { get; init; }

    public BudgetMode BudgetMode { get; init; } = BudgetMode.Hard;

    /// <summary>Confidence in 0..1 below which a small model's answer is upgraded.</summary>
    public double CascadeThreshold { get; init; } = 0.6;
}
