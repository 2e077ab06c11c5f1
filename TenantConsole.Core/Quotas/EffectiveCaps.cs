using TenantConsole.Core.Organizations;

namespace TenantConsole.Core.Quotas;

/// <summary>Which cap holds now: an override in force, else the organization's own budget or its tier.</summary>
public static class EffectiveCaps
{
    /// <summary>The cap of one limit in the limit's unit; null where there is none.</summary>
    public static long? Of(LimitName limit, Tier tier, OrganizationBudget budget, IEnumerable<LimitOverride> overrides, DateTime nowUtc)
    {
        foreach (var candidate in overrides)
        {
            if (candidate.Limit == limit && (candidate.UntilUtc is null || candidate.UntilUtc > nowUtc))
            {
                return candidate.Value;
            }
        }

        return limit == LimitName.MonthlyBudgetUsd ? budget.MonthlyPicoUsd : TierLimits.Of(tier).Value(limit);
    }
}

/// <summary>The organization's own monthly budget, and what happens at its end.</summary>
public readonly record struct OrganizationBudget(long? MonthlyPicoUsd, BudgetMode Mode);
