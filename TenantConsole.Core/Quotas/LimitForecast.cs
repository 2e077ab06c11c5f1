namespace TenantConsole.Core.Quotas;

/// <summary>One limit, how much of it is used, and when it runs out at the present rate.</summary>
/// <param name="PerDay">The present rate in the limit's unit a day; null where there is none to tell.</param>
/// <param name="RunsOutUtc">Given where <paramref name="Outlook"/> is <see cref="LimitOutlook.RunsOut"/>.</param>
public sealed record LimitForecast(LimitStanding Standing, LimitOutlook Outlook, decimal? PerDay, DateTime? RunsOutUtc);
