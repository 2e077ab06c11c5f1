using TenantConsole.Core.Organizations;
using TenantConsole.Core.Roles;

namespace TenantConsole.Core.Seeding;

/// <summary>One organization to be made up.</summary>
/// <param name="Stream">Which of the seed's independent streams of chance is this organization's.</param>
/// <param name="Days">Days of use, the last one under way included.</param>
internal sealed record SeedPlan(NewOrganization Organization, UsageProfile Profile, int Seed, int Stream, int Days, long Calls)
{
    /// <summary>Gives the organization a budget of which this much is spent; null: none.</summary>
    public int? BudgetSpentPercent { get; init; }

    public IReadOnlyList<NewJobRole> Roles { get; init; } = JobRole.Defaults;

    /// <summary>Each after the one it reports to.</summary>
    public IReadOnlyList<SeedAgent> Agents { get; init; } = [];
}
