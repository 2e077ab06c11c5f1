using TenantConsole.Core.Organizations;

namespace TenantConsole.Core.Quotas;

/// <summary>What another tier would mean for one limit of an organization.</summary>
/// <param name="Now">The cap in force.</param>
/// <param name="Then">The cap with the other tier; the same where it is overridden. Null: no limit.</param>
public sealed record TierPreview(LimitName Limit, long? Now, long? Then, long Used)
{
    /// <summary>What is there would be more than the tier allows: it stays, and more of it is refused.</summary>
    public bool WouldBeOver => Used > Then;
}
