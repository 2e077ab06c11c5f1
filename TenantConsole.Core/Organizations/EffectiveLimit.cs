namespace TenantConsole.Core.Organizations;

/// <summary>One limit as it is in force.</summary>
/// <param name="Cap">In the limit's unit; the budget in pico-dollars. Null: no limit.</param>
/// <param name="UntilUtc">When an override ends; null where it stands for good or is none.</param>
/// <param name="Otherwise">What holds without the override.</param>
public sealed record EffectiveLimit(LimitName Limit, long? Cap, LimitSource Source, DateTime? UntilUtc, long? Otherwise);
