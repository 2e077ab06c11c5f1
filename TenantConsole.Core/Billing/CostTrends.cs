using TenantConsole.Core.Common;
using TenantConsole.Core.Usage.Reports;

namespace TenantConsole.Core.Billing;

/// <summary>How routing did over the months up to one. Part of the feature <see cref="Security.Feature.AdvancedAnalytics"/>.</summary>
/// <param name="Months">Every month, those without use too, oldest first.</param>
public sealed record CostTrends(OrganizationId OrganizationId, IReadOnlyList<MonthTrend> Months);

/// <summary>One month of the organization's calendar.</summary>
/// <param name="Month">Its first day.</param>
public sealed record MonthTrend(DateOnly Month, UsageFigures Figures);
