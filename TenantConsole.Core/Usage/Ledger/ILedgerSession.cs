using TenantConsole.Core.Common;

namespace TenantConsole.Core.Usage.Ledger;

/// <summary>
/// One transaction of the ledger writer on one engine. The writer decides, the session reads and writes: many organizations, few round trips.
/// <code>
/// Begin ─ Read (locks each organization's chain, in order of id, so that two writers cannot wait for each other in a ring) ─ Write ─ Commit
/// </code>
/// </summary>
internal interface ILedgerSession : IAsyncDisposable
{
    Task BeginAsync(CancellationToken cancellationToken);

    /// <summary>Reads what the batch needs of each organization, locked until the transaction ends. An organization that does not exist is absent from the answer.</summary>
    /// <param name="reads">Sorted by organization.</param>
    /// <param name="periods"><see cref="CandidatePeriods"/> of now: whose counters are wanted.</param>
    Task<Dictionary<OrganizationId, TenantState>> ReadAsync(IReadOnlyList<TenantReads> reads, string[] periods, CancellationToken cancellationToken);

    /// <param name="writes">Sorted by organization.</param>
    Task WriteAsync(IReadOnlyList<TenantWrites> writes, CancellationToken cancellationToken);

    /// <summary>Returns once the batch is durable.</summary>
    Task CommitAsync(CancellationToken cancellationToken);

    Task RollbackAsync();
}

/// <summary>What a batch wants to know of one organization.</summary>
/// <param name="Reservations">Reservations of which the batch wants to know whether they are held.</param>
/// <param name="Records">Records of which it wants to know whether they are written.</param>
internal sealed record TenantReads(OrganizationId OrganizationId, IReadOnlyList<ReservationId> Reservations, IReadOnlyList<UsageRecordId> Records);
