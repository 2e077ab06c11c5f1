using TenantConsole.Core.Common;

namespace TenantConsole.Core.Organizations;

/// <summary>A limit of an organization. The unit of its value is in <see cref="LimitNames"/>.</summary>
public enum LimitName
{
    Agents,
    Roles,
    TicketsPerMonth,
    DocumentBytes,
    ApiCallsPerDay,
    MonthlyBudgetUsd,
    RequestsPerMinute,
    TokensPerMinute,
}

/// <summary>The names of the limits on the command line, in refusals and in the database: a part of the public surface.</summary>
public static class LimitNames
{
    private static readonly (LimitName Limit, string Name)[] All =
    [
        (LimitName.Agents, "agents"),
        (LimitName.Roles, "roles"),
        (LimitName.TicketsPerMonth, "tickets_per_month"),
        (LimitName.DocumentBytes, "document_bytes"),
        (LimitName.ApiCallsPerDay, "api_calls_per_day"),
        (LimitName.MonthlyBudgetUsd, "monthly_budget_usd"),
        (LimitName.RequestsPerMinute, "requests_per_minute"),
        (LimitName.TokensPerMinute, "tokens_per_minute"),
    ];

    public static string Of(LimitName limit) => Array.Find(All, pair => pair.Limit == limit).Name;

    /// <summary>What a value of the limit counts.</summary>
    public static string UnitOf(LimitName limit) => limit switch
    {
        LimitName.DocumentBytes => "bytes",
        LimitName.MonthlyBudgetUsd => "pico_usd",
        LimitName.TokensPerMinute => "tokens",
        _ => "count",
    };

    /// <exception cref="InvalidInputException">There is no such limit; the message lists those that there are.</exception>
    public static LimitName Parse(string name)
    {
        foreach (var pair in All)
        {
            if (pair.Name == name)
            {
                return pair.Limit;
            }
        }

        throw new InvalidInputException($"There is no limit '{name}'. The limits are {string.Join(", ", All.Select(pair => pair.Name))}.", "name");
    }
}
