using System.Globalization;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;

namespace TenantConsole.Core.Quotas;

/// <summary>
/// A limit stands in the way of a change. It is an exception, where a refused call is a value, because the transaction of the change has to be rolled back with it.
/// The message names the limit, what is used of it and when it resets.
/// </summary>
public sealed class LimitReachedException(QuotaRefusal refusal, string timeZone) : InvalidInputException(Describe(refusal, timeZone))
{
    private const decimal BytesPerMegabyte = 1_000_000m;

    public QuotaRefusal Refusal { get; } = refusal;

    private static string Describe(QuotaRefusal refusal, string timeZone)
    {
        var used = refusal.Used + refusal.Pending;
        var wanted = refusal.Requested > 1 ? $", and this needs {Amount(refusal, refusal.Requested)} more" : "";
        return $"The limit of {Amount(refusal, refusal.Cap)} {What(refusal.Limit, refusal.Cap)} is reached: {Amount(refusal, used)} of {Amount(refusal, refusal.Cap)} {(used == 1 ? "is" : "are")} used{wanted}. {Advice(refusal, timeZone)}";
    }

    private static string What(LimitName limit, long cap) => limit switch
    {
        LimitName.Agents => Counted("agent", cap),
        LimitName.Roles => Counted("job role", cap),
        LimitName.TicketsPerMonth => $"{Counted("ticket", cap)} a month",
        LimitName.DocumentBytes => "of documents",
        LimitName.ApiCallsPerDay => $"{Counted("call", cap)} a day",
        LimitName.MonthlyBudgetUsd => "a month",
        LimitName.RequestsPerMinute => $"{Counted("request", cap)} a minute",
        LimitName.TokensPerMinute => $"{Counted("token", cap)} a minute",
        _ => LimitNames.Of(limit).Replace('_', ' '),
    };

    private static string Counted(string one, long count) => count == 1 ? one : $"{one}s";

    private static string Amount(QuotaRefusal refusal, long amount) => refusal.Limit switch
    {
        LimitName.DocumentBytes => (amount / BytesPerMegabyte).ToString("#,##0.######", CultureInfo.InvariantCulture) + " MB",
        LimitName.MonthlyBudgetUsd => "$" + PicoUsd.ToUsd(amount).ToString("#,##0.00####", CultureInfo.InvariantCulture),
        _ => amount.ToString("N0", CultureInfo.InvariantCulture),
    };

    private static string Advice(QuotaRefusal refusal, string timeZone)
    {
        if (refusal.ResetsUtc is not { } resets)
        {
            return "Remove what is no longer needed, or have a platform administrator raise the limit.";
        }

        var local = TimeZoneInfo.ConvertTimeFromUtc(resets, LocalCalendar.Zone(timeZone));
        return $"It resets on {local.ToString("d MMMM yyyy 'at' HH:mm", CultureInfo.InvariantCulture)} ({timeZone}); a platform administrator can raise it before.";
    }
}
