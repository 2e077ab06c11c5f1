using TenantConsole.Core.Organizations;

namespace TenantConsole.Core.Quotas;

/// <summary>Why something was not admitted: everything that a person needs to understand it and to know when it will be different.</summary>
/// <param name="Scope">Whose limit; empty for the organization's.</param>
/// <param name="Used">Used up in this period, in the limit's unit; the budget in pico-dollars.</param>
/// <param name="Pending">Held by calls that are under way.</param>
/// <param name="Requested">What was asked for.</param>
/// <param name="ResetsUtc">When the next period begins; null where the limit has no period.</param>
public sealed record QuotaRefusal(LimitName Limit, string Scope, long Used, long Pending, long Requested, long Cap, DateTime? ResetsUtc);
