using System.Globalization;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;

namespace TenantConsole.Components.Pages.Playground;

/// <summary>A refusal in plain words.</summary>
internal static class LimitTerms
{
    /// <summary>What has run out.</summary>
    public static string TitleOf(QuotaRefusal refusal) => refusal.Limit switch
    {
        LimitName.ApiCallsPerDay => "Today's calls are used up",
        LimitName.MonthlyBudgetUsd => refusal.Used + refusal.Pending >= refusal.Cap ? "This month's budget is used up" : "This question does not fit into this month's budget",
        LimitName.RequestsPerMinute => "Too many questions in this minute",
        LimitName.TokensPerMinute => "Too many tokens in this minute",
        _ => "A limit is reached",
    };

    public static string NameOf(LimitName limit) => limit switch
    {
        LimitName.ApiCallsPerDay => "Calls per day",
        LimitName.MonthlyBudgetUsd => "Monthly budget",
        LimitName.RequestsPerMinute => "Requests per minute",
        LimitName.TokensPerMinute => "Tokens per minute",
        var other => LimitNames.Of(other).Replace('_', ' '),
    };

    /// <summary>An amount in the limit's unit.</summary>
    public static Func<long, string> FormatOf(LimitName limit) =>
        limit == LimitName.MonthlyBudgetUsd ? MoneyFormat.ForPeople : static amount => amount.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>What stood in the way beyond what is used; null where used alone explains it.</summary>
    public static string? DetailOf(QuotaRefusal refusal)
    {
        var format = FormatOf(refusal.Limit);
        var held = refusal.Pending > 0 ? $"{format(refusal.Pending)} is held by calls that are running. " : "";
        var asked = refusal.Requested > 1 && refusal.Used + refusal.Pending < refusal.Cap ? $"This question may take up to {format(refusal.Requested)}." : "";
        return held.Length + asked.Length == 0 ? null : (held + asked).TrimEnd();
    }

    /// <summary>What to do about it.</summary>
    public static string AdviceOf(QuotaRefusal refusal) => refusal.Limit switch
    {
        LimitName.MonthlyBudgetUsd => "Wait for the next month, choose a cheaper model, or have an administrator raise the budget.",
        LimitName.RequestsPerMinute or LimitName.TokensPerMinute => "Wait until the minute is over and ask again.",
        _ => "Wait until it resets, or have an administrator raise the limit.",
    };

    /// <summary>Whose limit it is; null for the organization's own.</summary>
    public static string? ScopeOf(QuotaRefusal refusal) => refusal.Scope.Length == 0 ? null : refusal.Scope;
}
