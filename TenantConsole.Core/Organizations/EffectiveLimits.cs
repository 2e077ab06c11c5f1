using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Organizations;

/// <summary>
/// The limits of one organization at one moment: an override in force, else the tier's value; for the monthly budget, else the organization's own preference.
/// </summary>
public sealed class EffectiveLimits
{
    private readonly EffectiveLimit[] _limits;

    private EffectiveLimits(EffectiveLimit[] limits, BudgetMode budgetMode) => (_limits, BudgetMode) = (limits, budgetMode);

    /// <summary>Whether the monthly budget refuses or only warns.</summary>
    public BudgetMode BudgetMode { get; }

    /// <summary>All limits, in the order of <see cref="LimitName"/>.</summary>
    public IReadOnlyList<EffectiveLimit> All => _limits;

    public EffectiveLimit this[LimitName limit] => _limits[(int)limit];

    public static EffectiveLimits Of(Organization organization, IEnumerable<LimitOverride> overrides, DateTime nowUtc) =>
        Of(organization.Tier, organization.Preferences, overrides, nowUtc);

    /// <param name="overrides">Of this organization; those that have ended are passed over.</param>
    public static EffectiveLimits Of(Tier tier, OrganizationPreferences preferences, IEnumerable<LimitOverride> overrides, DateTime nowUtc)
    {
        var inForce = overrides.Where(limit => limit.UntilUtc is null || limit.UntilUtc > nowUtc).ToDictionary(limit => limit.Limit);
        var tierLimits = TierLimits.Of(tier);
        return new([.. Enum.GetValues<LimitName>().Select(Limit)], preferences.BudgetMode);

        EffectiveLimit Limit(LimitName name)
        {
            var own = name == LimitName.MonthlyBudgetUsd;
            var otherwise = own ? preferences.MonthlyBudgetPicoUsd : tierLimits.Value(name);
            if (inForce.TryGetValue(name, out var set))
            {
                return new(name, set.Value, LimitSource.Override, set.UntilUtc, otherwise);
            }

            var source = otherwise is null ? LimitSource.None : own ? LimitSource.Preferences : LimitSource.Tier;
            return new(name, otherwise, source, null, otherwise);
        }
    }

    /// <summary>Reads what is in force. Checks no permission: whoever calls has done so.</summary>
    /// <exception cref="InvalidOperationException">There is no such organization in this context.</exception>
    internal static async Task<EffectiveLimits> LoadAsync(ConsoleDbContext db, OrganizationId organizationId, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var organization = await db.Set<Organization>().AsNoTracking().SingleAsync(candidate => candidate.Id == organizationId, cancellationToken);
        var overrides = await db.Set<LimitOverride>().AsNoTracking().Where(limit => limit.OrganizationId == organizationId).ToListAsync(cancellationToken);
        return Of(organization, overrides, nowUtc);
    }
}
