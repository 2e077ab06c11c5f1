namespace TenantConsole.Core.Lab;

/// <summary>A half-open stretch of time of which questions are read.</summary>
public sealed record TrafficPeriod(DateTime FromUtc, DateTime UntilUtc);
