namespace TenantConsole.Core.Common;

/// <summary>One call in the ledger; the event id that makes settling it twice impossible.</summary>
public readonly record struct UsageRecordId(Guid Value) : ITypedId<UsageRecordId>
{
    public static UsageRecordId From(Guid value) => new(value);

    public override string ToString() => Value.ToString("D");
}
