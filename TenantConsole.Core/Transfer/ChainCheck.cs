using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Transfer;

/// <summary>Follows the audit chain of an archive while its rows pass: each entry tied to the one before, and the recorded end the last of them.</summary>
internal sealed class ChainCheck(IReadOnlyList<TransferTable> tables)
{
    private readonly TransferTable _entries = tables.Single(table => table.Table.Entity.ClrType == typeof(AuditEntry));
    private readonly TransferTable _heads = tables.Single(table => table.Table.Entity.ClrType == typeof(AuditHead));
    private readonly AuditChainReader _chain = new();
    private (long Seq, byte[] Hash)? _head;

    /// <exception cref="InvalidInputException">The chain breaks here.</exception>
    public void Take(TransferTable table, long number, object?[] values)
    {
        if (table == _heads)
        {
            _head = (Of<long>(table, nameof(AuditHead.Seq), values), Of<byte[]>(table, nameof(AuditHead.Hash), values));
        }
        else if (table == _entries)
        {
            var link = new AuditLink(
                Of<OrganizationId>(table, nameof(AuditEntry.OrganizationId), values),
                Of<long>(table, nameof(AuditEntry.Seq), values),
                Of<byte[]>(table, nameof(AuditEntry.PreviousHash), values),
                Of<byte[]>(table, nameof(AuditEntry.Hash), values),
                Of<string>(table, nameof(AuditEntry.Payload), values));
            if (_chain.Next(link, Of<string>(table, nameof(AuditEntry.Action), values), Of<DateTime>(table, nameof(AuditEntry.OccurredUtc), values)) is { } broken)
            {
                throw RowReader.Fault(table.FileName, number, $"the audit chain is {broken}.");
            }
        }
    }

    /// <exception cref="InvalidInputException">The recorded end of the chain is not its last entry.</exception>
    public void RequireWhole()
    {
        var (seq, hash) = _head ?? (0, AuditHash.Genesis);
        if (seq != _chain.LastSeq || !hash.AsSpan().SequenceEqual(_chain.LastHash))
        {
            throw new InvalidInputException($"{_heads.FileName}: the recorded end of the audit chain is not its last entry.");
        }
    }

    private static T Of<T>(TransferTable table, string property, object?[] values) => (T)table.ValueOf(property, values)!;
}
