using TenantConsole.Core.Common;
using TenantConsole.Core.Usage.Reports;

namespace TenantConsole.Core.Billing;

/// <summary>One organization's month: what was spent on which models and days, what it would have cost without routing, and how that compares with the month before.</summary>
/// <param name="Month">The month's first day, in the organization's calendar.</param>
/// <param name="Models">Each model that was used in this month or the one before, dearest of this month first.</param>
/// <param name="Days">Every day of the month.</param>
public sealed record CostReview(
    OrganizationId OrganizationId,
    DateOnly Month,
    IReadOnlyList<ModelCostReview> Models,
    IReadOnlyList<DayUsage> Days)
{
    public UsageFigures Total { get; } = UsageFigures.Sum(Models.Select(model => model.Figures));

    /// <summary>The whole month before.</summary>
    public UsageFigures Before { get; } = UsageFigures.Sum(Models.Select(model => model.Before));
}

/// <summary>One model's month beside its month before.</summary>
public sealed record ModelCostReview(string ModelId, UsageFigures Figures, UsageFigures Before);
