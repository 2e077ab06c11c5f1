using TenantConsole.Core.Organizations;

namespace TenantConsole.Core.Usage.Reports;

/// <summary>How many organizations are alike in status, tier and industry.</summary>
public sealed record OrganizationCount(OrganizationStatus Status, Tier Tier, Industry Industry, int Count);

/// <summary>How many organizations there are. Deleted ones are told by status, and counted nowhere else.</summary>
public sealed record PlatformCounts(IReadOnlyList<OrganizationCount> Counts)
{
    public int Total => Present.Sum(count => count.Count);

    private IEnumerable<OrganizationCount> Present => Counts.Where(count => count.Status != OrganizationStatus.Deleted);

    public int Of(OrganizationStatus status) => Counts.Where(count => count.Status == status).Sum(count => count.Count);

    public int Of(Tier tier) => Present.Where(count => count.Tier == tier).Sum(count => count.Count);

    public int Of(Industry industry) => Present.Where(count => count.Industry == industry).Sum(count => count.Count);
}
