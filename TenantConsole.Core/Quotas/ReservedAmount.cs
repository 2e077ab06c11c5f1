using TenantConsole.Core.Organizations;

namespace TenantConsole.Core.Quotas;

/// <summary>An amount held of one limit in one period, in the limit's unit.</summary>
/// <param name="Scope">As <see cref="QuotaCounter.Scope"/>.</param>
/// <param name="Period">As <see cref="QuotaCounter.Period"/>.</param>
public sealed record ReservedAmount(LimitName Limit, string Scope, string Period, long Amount);
