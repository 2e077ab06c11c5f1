using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Webhooks;

namespace TenantConsole.Core.Usage.Ledger;

/// <summary>A table that the ledger writer inserts into with prepared SQL: its columns, and how a row gives their values. A test compares each with the model.</summary>
/// <param name="key">Given for a table of sums: its primary key. A row that is there already takes on the new amounts of all other columns.</param>
internal sealed class LedgerTable<TRow>(string name, params string[] key) : IEnumerable<LedgerColumn<TRow>>
{
    private readonly List<LedgerColumn<TRow>> _columns = [];
    private readonly ConcurrentDictionary<int, string> _insertMany = new();

    public string Name { get; } = name;

    public IReadOnlyList<LedgerColumn<TRow>> Columns => _columns;

    /// <summary>Inserts one row, with parameters <c>@p0 …</c>.</summary>
    public string InsertSql => field ??= Insert($"VALUES ({string.Join(", ", _columns.Select((_, i) => $"@p{i}"))})");

    /// <summary>Inserts many rows, with a parameter for all values of a column, numbered from <paramref name="first"/>. PostgreSQL's own.</summary>
    public string InsertManySql(int first) => _insertMany.GetOrAdd(
        first,
        number => Insert($"SELECT * FROM unnest({string.Join(", ", _columns.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"${number + i}")))})"));

    public void Add<TValue>(string column, Func<TRow, TValue> value) => _columns.Add(new LedgerColumn<TRow, TValue>(column, value));

    /// <summary>Adds the columns of all measures.</summary>
    public void Add(Func<TRow, UsageMeasures> measures)
    {
        Add("queries", row => measures(row).Queries);
        Add("slm_queries", row => measures(row).SlmQueries);
        Add("llm_queries", row => measures(row).LlmQueries);
        Add("cascaded_queries", row => measures(row).CascadedQueries);
        Add("failed_queries", row => measures(row).FailedQueries);
        Add("input_tokens", row => measures(row).InputTokens);
        Add("cached_input_tokens", row => measures(row).CachedInputTokens);
        Add("output_tokens", row => measures(row).OutputTokens);
        Add("reasoning_tokens", row => measures(row).ReasoningTokens);
        Add("cost_pico_usd", row => measures(row).CostPicoUsd);
        Add("shadow_pico_usd", row => measures(row).ShadowPicoUsd);
        Add("baseline_pico_usd", row => measures(row).BaselinePicoUsd);
        Add("response_ms", row => measures(row).ResponseMs);
    }

    public IEnumerator<LedgerColumn<TRow>> GetEnumerator() => _columns.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private string Insert(string rows)
    {
        var insert = $"INSERT INTO {Name} ({string.Join(", ", _columns.Select(column => column.Column))}) {rows}";
        if (key.Length == 0)
        {
            return insert;
        }

        var sums = _columns.Select(column => column.Column).Except(key, StringComparer.Ordinal);
        return $"{insert} ON CONFLICT ({string.Join(", ", key)}) DO UPDATE SET {string.Join(", ", sums.Select(sum => $"{sum} = {Name}.{sum} + excluded.{sum}"))}";
    }
}

/// <summary>A column of a <see cref="LedgerTable{TRow}"/>.</summary>
internal abstract class LedgerColumn<TRow>(string column, Func<TRow, object?> value)
{
    public string Column { get; } = column;

    /// <summary>Gives the value that one row has.</summary>
    public Func<TRow, object?> Value { get; } = value;

    /// <summary>The values that many rows have, in an array of the column's own type.</summary>
    public abstract Array Values(IReadOnlyList<TRow> rows);

    public void Deconstruct(out string column, out Func<TRow, object?> value) => (column, value) = (Column, Value);
}

/// <inheritdoc/>
internal sealed class LedgerColumn<TRow, TValue>(string column, Func<TRow, TValue> value) : LedgerColumn<TRow>(column, row => value(row))
{
    public override Array Values(IReadOnlyList<TRow> rows)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(rows[i]);
        }

        return values;
    }
}

/// <summary>The tables of the ledger writer.</summary>
internal static class LedgerTables
{
    public static readonly LedgerTable<(Guid OrganizationId, CounterKey Key, CounterValue Delta)> Counters =
        new("quota_counters", "organization_id", "limit_name", "scope", "period")
        {
            { "organization_id", row => row.OrganizationId },
            { "limit_name", row => LimitNames.Of(row.Key.Limit) },
            { "scope", row => row.Key.Scope },
            { "period", row => row.Key.Period },
            { "used", row => row.Delta.Used },
            { "pending", row => row.Delta.Pending },
        };

    public static readonly LedgerTable<QuotaReservation> Reservations = new("quota_reservations")
    {
        { "organization_id", row => row.OrganizationId.Value },
        { "id", row => row.Id.Value },
        { "request_id", row => row.RequestId },
        { "amounts", row => row.Amounts },
        { "expires_utc", row => row.ExpiresUtc },
    };

    public static readonly LedgerTable<UsageRecord> Records = new("usage_records")
    {
        { "organization_id", row => row.OrganizationId.Value },
        { "id", row => row.Id.Value },
        { "request_id", row => row.RequestId },
        { "occurred_utc", row => row.OccurredUtc },
        { "local_day", row => row.LocalDay },
        { "source", row => (short)row.Source },
        { "user_id", row => row.UserId?.Value },
        { "agent_id", row => row.AgentId?.Value },
        { "conversation_id", row => row.ConversationId?.Value },
        { "job_role", row => row.JobRole },
        { "model_id", row => row.ModelId },
        { "model_class", row => (short)row.ModelClass },
        { "complexity", row => (short)row.Complexity },
        { "strategy", row => (short)row.Strategy },
        { "cascaded", row => row.Cascaded },
        { "outcome", row => (short)row.Outcome },
        { "input_tokens", row => row.InputTokens },
        { "cached_input_tokens", row => row.CachedInputTokens },
        { "output_tokens", row => row.OutputTokens },
        { "reasoning_tokens", row => row.ReasoningTokens },
        { "cost_pico_usd", row => row.CostPicoUsd },
        { "baseline_pico_usd", row => row.BaselinePicoUsd },
        { "price_version", row => row.PriceVersion },
        { "is_estimated", row => row.IsEstimated },
        { "response_ms", row => row.ResponseMs },
        { "first_token_ms", row => row.FirstTokenMs },
    };

    public static readonly LedgerTable<UsageAttempt> Attempts = new("usage_attempts")
    {
        { "organization_id", row => row.OrganizationId.Value },
        { "usage_record_id", row => row.UsageRecordId.Value },
        { "ordinal", row => row.Ordinal },
        { "model_id", row => row.ModelId },
        { "outcome", row => (short)row.Outcome },
        { "input_tokens", row => row.InputTokens },
        { "cached_input_tokens", row => row.CachedInputTokens },
        { "output_tokens", row => row.OutputTokens },
        { "reasoning_tokens", row => row.ReasoningTokens },
        { "cost_pico_usd", row => row.CostPicoUsd },
        { "price_version", row => row.PriceVersion },
        { "response_ms", row => row.ResponseMs },
    };

    public static readonly LedgerTable<UsageDetail> Details = new("usage_details")
    {
        { "organization_id", row => row.OrganizationId.Value },
        { "usage_record_id", row => row.UsageRecordId.Value },
        { "decision", row => row.Decision },
        { "verdict", row => row.Verdict },
        { "prompt", row => row.Prompt },
        { "answer", row => row.Answer },
        { "expires_utc", row => row.ExpiresUtc },
    };

    public static readonly LedgerTable<RoutingOutcome> Outcomes = new("routing_outcomes")
    {
        { "organization_id", row => row.OrganizationId.Value },
        { "id", row => row.Id.Value },
        { "usage_record_id", row => row.UsageRecordId.Value },
        { "source", row => (short)row.Source },
        { "user_id", row => row.UserId?.Value },
        { "small_score", row => row.SmallScore },
        { "large_score", row => row.LargeScore },
        { "learned_version", row => row.LearnedVersion },
    };

    public static readonly LedgerTable<ShadowComparison> Shadows = new("shadow_comparisons")
    {
        { "organization_id", row => row.OrganizationId.Value },
        { "id", row => row.Id.Value },
        { "usage_record_id", row => row.UsageRecordId.Value },
        { "state", row => (short)row.State },
        { "due_utc", row => row.DueUtc },
        { "messages", row => row.Messages },
        { "other_model_id", row => row.OtherModelId },
        { "judge_model_id", row => row.JudgeModelId },
        { "cost_record_id", row => row.CostRecordId?.Value },
        { "cost_pico_usd", row => row.CostPicoUsd },
        { "small_score", row => row.SmallScore },
        { "large_score", row => row.LargeScore },
        { "note", row => row.Note },
    };

    public static readonly LedgerTable<AuditEntry> AuditEntries = new("audit_entries")
    {
        { "organization_id", row => row.OrganizationId.Value },
        { "seq", row => row.Seq },
        { "previous_hash", row => row.PreviousHash },
        { "hash", row => row.Hash },
        { "occurred_utc", row => row.OccurredUtc },
        { "action", row => row.Action },
        { "payload", row => row.Payload },
    };

    public static readonly LedgerTable<WebhookOutboxMessage> Outbox = new("webhook_outbox")
    {
        { "organization_id", row => row.OrganizationId.Value },
        { "id", row => row.Id.Value },
        { "type", row => row.Type },
        { "payload", row => row.Payload },
        { "created_utc", row => row.CreatedUtc },
    };

    public static readonly LedgerTable<(Guid OrganizationId, DateTime HourUtc, string ModelId, UsageMeasures Measures)> Hourly =
        new("usage_hourly", "organization_id", "hour_utc", "model_id")
        {
            { "organization_id", row => row.OrganizationId },
            { "hour_utc", row => row.HourUtc },
            { "model_id", row => row.ModelId },
            row => row.Measures,
        };

    public static readonly LedgerTable<(Guid OrganizationId, DateOnly Day, string ModelId, UsageMeasures Measures)> Daily =
        new("usage_daily", "organization_id", "day", "model_id")
        {
            { "organization_id", row => row.OrganizationId },
            { "day", row => row.Day },
            { "model_id", row => row.ModelId },
            row => row.Measures,
        };

    public static readonly LedgerTable<(Guid OrganizationId, DateOnly Month, string ModelId, UsageMeasures Measures)> Monthly =
        new("usage_monthly", "organization_id", "month", "model_id")
        {
            { "organization_id", row => row.OrganizationId },
            { "month", row => row.Month },
            { "model_id", row => row.ModelId },
            row => row.Measures,
        };

    public static readonly LedgerTable<(Guid OrganizationId, DateOnly Day, UsageMeasures Measures)> DailyTotals =
        new("usage_daily_totals", "organization_id", "day")
        {
            { "organization_id", row => row.OrganizationId },
            { "day", row => row.Day },
            row => row.Measures,
        };

    public static readonly LedgerTable<(Guid OrganizationId, string Subject, DateOnly Day, UsageMeasures Measures)> DailySubjects =
        new("usage_daily_subjects", "organization_id", "subject", "day")
        {
            { "organization_id", row => row.OrganizationId },
            { "subject", row => row.Subject },
            { "day", row => row.Day },
            row => row.Measures,
        };

    public static readonly LedgerTable<(DateOnly Day, string ModelId, short Shard, UsageMeasures Measures)> PlatformDaily =
        new("platform_usage_daily", "day", "model_id", "shard")
        {
            { "day", row => row.Day },
            { "model_id", row => row.ModelId },
            { "shard", row => row.Shard },
            row => row.Measures,
        };
}
