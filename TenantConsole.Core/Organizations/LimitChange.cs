namespace TenantConsole.Core.Organizations;

/// <summary>A limit to set for one organization instead of its tier's.</summary>
/// <param name="Value">In the limit's unit; the budget in pico-dollars. Null: no limit.</param>
/// <param name="UntilUtc">When the tier's holds again. Null: for good.</param>
/// <param name="Reason">Kept in the audit log.</param>
public sealed record LimitChange(LimitName Limit, long? Value, DateTime? UntilUtc, string Reason);
