using TenantConsole.Core.Organizations;

namespace TenantConsole.Core.Quotas;

/// <summary>One limit and how much of it is used now.</summary>
/// <param name="Used">Used in the present period, in the limit's unit; the budget in pico-dollars.</param>
/// <param name="Pending">Held by calls that are under way.</param>
/// <param name="ResetsUtc">When the next period begins; null where the limit has no period.</param>
public sealed record LimitStanding(EffectiveLimit Effective, long Used, long Pending, DateTime? ResetsUtc)
{
    /// <summary>What is left; null where there is no limit, 0 where it is passed.</summary>
    public long? Headroom => Effective.Cap is { } cap ? Math.Max(0, cap - Used - Pending) : null;

    /// <summary>More is used than the limit allows, as after a change of tier.</summary>
    public bool IsOver => Used > Effective.Cap;
}
