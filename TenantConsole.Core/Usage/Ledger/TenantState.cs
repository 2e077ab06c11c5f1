using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;

namespace TenantConsole.Core.Usage.Ledger;

/// <summary>What the writer read of one organization inside the transaction, after taking the lock on its chain.</summary>
internal sealed class TenantState
{
    public required OrganizationId OrganizationId { get; init; }

    public required OrganizationStatus Status { get; init; }

    public required Tier Tier { get; init; }

    public required string TimeZone { get; init; }

    /// <summary>Only the budget and its mode were read.</summary>
    public required OrganizationPreferences Preferences { get; init; }

    public required IReadOnlyList<LimitOverride> Overrides { get; init; }

    /// <summary>Where the chain ends; null before its first entry.</summary>
    public required (long Seq, byte[] Hash)? AuditHead { get; set; }

    /// <summary>The counters of the periods that the batch touches; one that is missing stands at zero.</summary>
    public Dictionary<CounterKey, CounterValue> Counters { get; } = [];

    /// <summary>Of the batch's reservations to be given back, those that still hold something.</summary>
    public HashSet<ReservationId> HeldReservations { get; } = [];

    /// <summary>Of the batch's records, those that an earlier batch has written already.</summary>
    public HashSet<UsageRecordId> WrittenRecords { get; } = [];
}

internal readonly record struct CounterKey(LimitName Limit, string Scope, string Period);

internal readonly record struct CounterValue(long Used, long Pending);
