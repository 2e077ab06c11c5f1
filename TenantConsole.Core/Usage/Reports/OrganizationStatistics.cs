using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;

namespace TenantConsole.Core.Usage.Reports;

/// <summary>One organization among all, with its figures of a period.</summary>
public sealed record OrganizationStatistics(
    OrganizationId Id, string Slug, string Name, OrganizationStatus Status, Industry Industry, Tier Tier, bool IsDemo, StatisticsFigures Figures);
