namespace TenantConsole.Core.Common;

/// <summary>One call in the ledger; the event id that makes settling it twice impossible.</summary>
public readonly record struct UsageRecordId(Guid Value) : ITypedId<UsageRecordId>
{
    public static UsageRecordId From(Guid value) => new(value);

    // Ids sort by age, here and in the database.
    public static bool operator <(UsageRecordId left, UsageRecordId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(UsageRecordId left, UsageRecordId right) => left.Value.CompareTo(right.Value) > 0;

    public static bool operator <=(UsageRecordId left, UsageRecordId right) => left.Value.CompareTo(right.Value) <= 0;

    public static bool operator >=(UsageRecordId left, UsageRecordId right) => left.Value.CompareTo(right.Value) >= 0;

    public override string ToString() => Value.ToString("D");
}
