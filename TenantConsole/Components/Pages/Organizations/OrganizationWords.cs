using System.Globalization;
using System.Text.Json;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Organizations;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>Organizations in words for people.</summary>
internal static class OrganizationWords
{
    private const decimal BytesPerMegabyte = 1_000_000m;

    public static string Of(Industry industry) => industry switch
    {
        Industry.General => "General",
        Industry.Finance => "Finance",
        Industry.Healthcare => "Healthcare",
        Industry.Tech => "Technology",
        Industry.Retail => "Retail",
        _ => industry.ToString(),
    };

    public static string Label(LimitName limit) => limit switch
    {
        LimitName.Agents => "Agents",
        LimitName.Roles => "Job roles",
        LimitName.TicketsPerMonth => "Tickets this month",
        LimitName.DocumentBytes => "Document storage",
        LimitName.ApiCallsPerDay => "API calls today",
        LimitName.MonthlyBudgetUsd => "Budget this month",
        LimitName.RequestsPerMinute => "Requests this minute",
        LimitName.TokensPerMinute => "Tokens this minute",
        _ => limit.ToString(),
    };

    /// <summary>The limit's name without the present period: "API calls a day".</summary>
    public static string Name(LimitName limit) => limit switch
    {
        LimitName.TicketsPerMonth => "Tickets a month",
        LimitName.ApiCallsPerDay => "API calls a day",
        LimitName.MonthlyBudgetUsd => "Monthly budget",
        LimitName.RequestsPerMinute => "Requests a minute",
        LimitName.TokensPerMinute => "Tokens a minute",
        _ => Label(limit),
    };

    /// <summary>An amount in the limit's unit.</summary>
    public static string Amount(LimitName limit, long amount) => limit switch
    {
        LimitName.MonthlyBudgetUsd => MoneyFormat.ForPeople(amount),
        LimitName.DocumentBytes => (amount / BytesPerMegabyte).ToString("#,##0.#", CultureInfo.InvariantCulture) + " MB",
        _ => amount.ToString("N0", CultureInfo.InvariantCulture),
    };

    public static string AmountOrNone(LimitName limit, long? amount) => amount is { } value ? Amount(limit, value) : "no limit";

    /// <summary>What an entry of the audit log tells, as a sentence without its actor.</summary>
    public static string Sentence(RecentChange change) => change.Action switch
    {
        "organization.created" => "Organization created",
        "organization.updated" => "Settings changed: " + string.Join(", ", change.Details.Keys.Select(Spaced)),
        "organization.branded" => "Branding changed",
        "organization.tier_changed" => $"Tier changed from {Text(change, "old")} to {Text(change, "new")}",
        "organization.suspended" => $"Suspended: {Text(change, "reason")}",
        "organization.restored" => $"Restored: {Text(change, "reason")}",
        "organization.deleted" => "Deleted, until it is taken back or purged",
        "organization.taken_back" => "Taken back after it was deleted",
        "organization.limit_set" => $"{LimitSentence(change)} set to {LimitAmount(change)}: {Text(change, "reason")}",
        "organization.limit_reset" => $"{LimitSentence(change)} returned to {LimitAmount(change)}: {Text(change, "reason")}",
        "retention.deleted" => $"{Counted(change, "texts", "text")} of {Text(change, "of")} deleted, kept for {Counted(change, "kept_days", "day")}",
        "member.joined" => $"A member joined as {Text(change, "role").ToLowerInvariant()}",
        "member.invited" => $"Somebody was invited as {Text(change, "role").ToLowerInvariant()}",
        "member.invitation_renewed" => "An invitation got another link",
        "member.invitation_revoked" => "An invitation was revoked",
        "member.role_changed" => $"A member's role changed from {Text(change, "old").ToLowerInvariant()} to {Text(change, "new").ToLowerInvariant()}",
        "member.removed" => $"A member was removed who was {Text(change, "role").ToLowerInvariant()}",
        "member.left" => $"A member left who was {Text(change, "role").ToLowerInvariant()}",
        _ => Capitalized(Spaced(change.Action)),
    };

    private static string LimitSentence(RecentChange change) => Name(LimitNames.Parse(Text(change, "limit")));

    private static string LimitAmount(RecentChange change) =>
        AmountOrNone(LimitNames.Parse(Text(change, "limit")), change.Details.TryGetValue("new", out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : null);

    private static string Text(RecentChange change, string name) => change.Details.TryGetValue(name, out var value) ? value.ToString() : "";

    /// <summary>"1 text", "12 texts".</summary>
    private static string Counted(RecentChange change, string name, string one) => Text(change, name) is "1" ? $"1 {one}" : $"{Text(change, name)} {one}s";

    private static string Spaced(string name) => name.Replace('_', ' ').Replace('.', ' ');

    private static string Capitalized(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
