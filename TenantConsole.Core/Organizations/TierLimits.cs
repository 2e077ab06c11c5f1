namespace TenantConsole.Core.Organizations;

/// <summary>What a tier allows, and the guides that are shown with it.</summary>
/// <param name="DocumentBytes">1 MB = 1,000,000 bytes.</param>
/// <param name="PlannedQueriesPerMonth">What the tier is sized for; a guide, not a cap.</param>
/// <param name="ExpectedMonthlyCostUsd">What that many queries cost at a 70 % share of small models; a guide.</param>
public sealed record TierLimits(
    int Agents,
    int Roles,
    int TicketsPerMonth,
    long DocumentBytes,
    int ApiCallsPerDay,
    int PlannedQueriesPerMonth,
    (int From, int To) ExpectedMonthlyCostUsd)
{
    private static readonly TierLimits Basic = new(10, 5, 100, 100_000_000, 1_000, 3_000, (50, 100));
    private static readonly TierLimits Professional = new(50, 20, 1_000, 1_000_000_000, 10_000, 30_000, (300, 600));
    private static readonly TierLimits Enterprise = new(500, 100, 10_000, 10_000_000_000, 100_000, 300_000, (2_000, 4_000));

    public static TierLimits Of(Tier tier) => tier switch
    {
        Tier.Basic => Basic,
        Tier.Professional => Professional,
        Tier.Enterprise => Enterprise,
        _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, null),
    };

    /// <summary>The tier's value of one limit in that limit's unit; null where the tier sets none.</summary>
    public long? Value(LimitName limit) => limit switch
    {
        LimitName.Agents => Agents,
        LimitName.Roles => Roles,
        LimitName.TicketsPerMonth => TicketsPerMonth,
        LimitName.DocumentBytes => DocumentBytes,
        LimitName.ApiCallsPerDay => ApiCallsPerDay,
        _ => null,
    };
}
