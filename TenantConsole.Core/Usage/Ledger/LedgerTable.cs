using TenantConsole.Core.Audit;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Webhooks;

namespace TenantConsole.Core.Usage.Ledger;

/// <summary>A table that the ledger writer inserts into with prepared SQL: its columns, and how a row gives their values. A test compares each with the model.</summary>
internal sealed class LedgerTable<TRow>(string name, (string Column, Func<TRow, object?> Value)[] columns, string[]? key = null, string[]? sums = null)
{
    public string Name { get; } = name;

    public IReadOnlyList<(string Column, Func<TRow, object?> Value)> Columns { get; } = columns;

    /// <summary>An insert with parameters <c>@p0 …</c>; where the table sums, a row that is there already takes on the new amounts.</summary>
    public string InsertSql { get; } = Sql(name, [.. columns.Select(column => column.Column)], key, sums);

    private static string Sql(string name, string[] columns, string[]? key, string[]? sums)
    {
        var insert = $"INSERT INTO {name} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
        return key is null || sums is null
            ? insert
            : $"{insert} ON CONFLICT ({string.Join(", ", key)}) DO UPDATE SET {string.Join(", ", sums.Select(sum => $"{sum} = {name}.{sum} + excluded.{sum}"))}";
    }
}

/// <summary>The tables of the ledger writer.</summary>
internal static class LedgerTables
{
    private static readonly string[] MeasureColumns =
    [
        "queries", "slm_queries", "llm_queries", "cascaded_queries", "failed_queries",
        "input_tokens", "cached_input_tokens", "output_tokens", "reasoning_tokens", "cost_pico_usd", "baseline_pico_usd", "response_ms",
    ];

    public static readonly LedgerTable<(Guid OrganizationId, CounterKey Key, CounterValue Delta)> Counters = new(
        "quota_counters",
        [
            ("organization_id", row => row.OrganizationId),
            ("limit_name", row => LimitNames.Of(row.Key.Limit)),
            ("scope", row => row.Key.Scope),
            ("period", row => row.Key.Period),
            ("used", row => row.Delta.Used),
            ("pending", row => row.Delta.Pending),
        ],
        key: ["organization_id", "limit_name", "scope", "period"],
        sums: ["used", "pending"]);

    public static readonly LedgerTable<QuotaReservation> Reservations = new(
        "quota_reservations",
        [
            ("organization_id", row => row.OrganizationId.Value),
            ("id", row => row.Id.Value),
            ("request_id", row => row.RequestId),
            ("amounts", row => row.Amounts),
            ("expires_utc", row => row.ExpiresUtc),
        ]);

    public static readonly LedgerTable<UsageRecord> Records = new(
        "usage_records",
        [
            ("organization_id", row => row.OrganizationId.Value),
            ("id", row => row.Id.Value),
            ("request_id", row => row.RequestId),
            ("occurred_utc", row => row.OccurredUtc),
            ("local_day", row => row.LocalDay),
            ("source", row => (short)row.Source),
            ("user_id", row => row.UserId?.Value),
            ("job_role", row => row.JobRole),
            ("model_id", row => row.ModelId),
            ("model_class", row => (short)row.ModelClass),
            ("complexity", row => (short)row.Complexity),
            ("strategy", row => (short)row.Strategy),
            ("cascaded", row => row.Cascaded),
            ("outcome", row => (short)row.Outcome),
            ("input_tokens", row => row.InputTokens),
            ("cached_input_tokens", row => row.CachedInputTokens),
            ("output_tokens", row => row.OutputTokens),
            ("reasoning_tokens", row => row.ReasoningTokens),
            ("cost_pico_usd", row => row.CostPicoUsd),
            ("baseline_pico_usd", row => row.BaselinePicoUsd),
            ("price_version", row => row.PriceVersion),
            ("is_estimated", row => row.IsEstimated),
            ("response_ms", row => row.ResponseMs),
            ("first_token_ms", row => row.FirstTokenMs),
        ]);

    public static readonly LedgerTable<UsageAttempt> Attempts = new(
        "usage_attempts",
        [
            ("organization_id", row => row.OrganizationId.Value),
            ("usage_record_id", row => row.UsageRecordId.Value),
            ("ordinal", row => row.Ordinal),
            ("model_id", row => row.ModelId),
            ("outcome", row => (short)row.Outcome),
            ("input_tokens", row => row.InputTokens),
            ("cached_input_tokens", row => row.CachedInputTokens),
            ("output_tokens", row => row.OutputTokens),
            ("reasoning_tokens", row => row.ReasoningTokens),
            ("cost_pico_usd", row => row.CostPicoUsd),
            ("price_version", row => row.PriceVersion),
            ("response_ms", row => row.ResponseMs),
        ]);

    public static readonly LedgerTable<UsageDetail> Details = new(
        "usage_details",
        [
            ("organization_id", row => row.OrganizationId.Value),
            ("usage_record_id", row => row.UsageRecordId.Value),
            ("decision", row => row.Decision),
            ("prompt", row => row.Prompt),
            ("answer", row => row.Answer),
            ("expires_utc", row => row.ExpiresUtc),
        ]);

    public static readonly LedgerTable<AuditEntry> AuditEntries = new(
        "audit_entries",
        [
            ("organization_id", row => row.OrganizationId.Value),
            ("seq", row => row.Seq),
            ("previous_hash", row => row.PreviousHash),
            ("hash", row => row.Hash),
            ("occurred_utc", row => row.OccurredUtc),
            ("action", row => row.Action),
            ("payload", row => row.Payload),
        ]);

    public static readonly LedgerTable<WebhookOutboxMessage> Outbox = new(
        "webhook_outbox",
        [
            ("organization_id", row => row.OrganizationId.Value),
            ("id", row => row.Id.Value),
            ("type", row => row.Type),
            ("payload", row => row.Payload),
            ("created_utc", row => row.CreatedUtc),
        ]);

    public static readonly LedgerTable<(Guid OrganizationId, DateTime HourUtc, string ModelId, UsageMeasures Measures)> Hourly = new(
        "usage_hourly",
        [("organization_id", row => row.OrganizationId), ("hour_utc", row => row.HourUtc), ("model_id", row => row.ModelId), .. Measures<(Guid, DateTime, string, UsageMeasures Measures)>(row => row.Measures)],
        key: ["organization_id", "hour_utc", "model_id"],
        sums: MeasureColumns);

    public static readonly LedgerTable<(Guid OrganizationId, DateOnly Day, string ModelId, UsageMeasures Measures)> Daily = new(
        "usage_daily",
        [("organization_id", row => row.OrganizationId), ("day", row => row.Day), ("model_id", row => row.ModelId), .. Measures<(Guid, DateOnly, string, UsageMeasures Measures)>(row => row.Measures)],
        key: ["organization_id", "day", "model_id"],
        sums: MeasureColumns);

    public static readonly LedgerTable<(Guid OrganizationId, DateOnly Month, string ModelId, UsageMeasures Measures)> Monthly = new(
        "usage_monthly",
        [("organization_id", row => row.OrganizationId), ("month", row => row.Month), ("model_id", row => row.ModelId), .. Measures<(Guid, DateOnly, string, UsageMeasures Measures)>(row => row.Measures)],
        key: ["organization_id", "month", "model_id"],
        sums: MeasureColumns);

    public static readonly LedgerTable<(Guid OrganizationId, DateOnly Day, UsageMeasures Measures)> DailyTotals = new(
        "usage_daily_totals",
        [("organization_id", row => row.OrganizationId), ("day", row => row.Day), .. Measures<(Guid, DateOnly, UsageMeasures Measures)>(row => row.Measures)],
        key: ["organization_id", "day"],
        sums: MeasureColumns);

    public static readonly LedgerTable<(DateOnly Day, string ModelId, short Shard, UsageMeasures Measures)> PlatformDaily = new(
        "platform_usage_daily",
        [("day", row => row.Day), ("model_id", row => row.ModelId), ("shard", row => row.Shard), .. Measures<(DateOnly, string, short, UsageMeasures Measures)>(row => row.Measures)],
        key: ["day", "model_id", "shard"],
        sums: MeasureColumns);

    private static (string Column, Func<TRow, object?> Value)[] Measures<TRow>(Func<TRow, UsageMeasures> measures) =>
    [
        ("queries", row => measures(row).Queries),
        ("slm_queries", row => measures(row).SlmQueries),
        ("llm_queries", row => measures(row).LlmQueries),
        ("cascaded_queries", row => measures(row).CascadedQueries),
        ("failed_queries", row => measures(row).FailedQueries),
        ("input_tokens", row => measures(row).InputTokens),
        ("cached_input_tokens", row => measures(row).CachedInputTokens),
        ("output_tokens", row => measures(row).OutputTokens),
        ("reasoning_tokens", row => measures(row).ReasoningTokens),
        ("cost_pico_usd", row => measures(row).CostPicoUsd),
        ("baseline_pico_usd", row => measures(row).BaselinePicoUsd),
        ("response_ms", row => measures(row).ResponseMs),
    ];
}
