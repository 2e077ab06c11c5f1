using System.Text.Json;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Usage.Ledger;

/// <summary>
/// The one place that writes for several organizations in a transaction. Callers queue what they want; one loop takes whatever has gathered while the last commit was on its
/// way to disk, and makes it one transaction:
/// <code>
/// reserve ┐                                        ┌ counters, reservations
/// settle  ├─ queue ─ batch ─ begin, read, decide ──┼ records, attempts, details ── commit ─ tell each caller
/// release ┘                                        └ rollups, audit chain, outbox
/// </code>
/// A caller is told after the commit and never before, so what was acknowledged survives the death of the process. The more calls there are, the more share one commit;
/// a lone call waits for nobody. A batch that fails because of one of its commands is done again command by command, so that only the culprit fails.
/// </summary>
public sealed partial class LedgerWriter : IAsyncDisposable
{
    private const int MaxBatch = 512;
    private const int MaxTries = 9;

    /// <summary>Before the second try; doubled before each further one. All tries together outlast a restart of the database server.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);

    private readonly Channel<LedgerCommand> _queue = Channel.CreateUnbounded<LedgerCommand>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConsoleDatabase _database;
    private readonly TimeProvider _time;
    private readonly ILogger<LedgerWriter> _logger;
    private readonly Task _loop;
    private ILedgerSession? _session;

    public LedgerWriter(ConsoleDatabase database, TimeProvider time, ILogger<LedgerWriter> logger)
    {
        _database = database;
        _time = time;
        _logger = logger;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>
    /// Admits a call under the organization's limits, or says which one stands in the way; a refusal is in the audit log when this returns.
    /// What is admitted must be settled or voided; what is not, after a crash, is given back when its life is over.
    /// </summary>
    public Task<ReservationResult> ReserveAsync(ReservationRequest request, Actor actor)
    {
        var command = new ReserveCommand(request, TypedId.New<ReservationId>(_time), actor.AuditName);
        Enqueue(command);
        return command.Done;
    }

    /// <summary>Writes a call that has ended. Returns when it is durable.</summary>
    public Task SettleAsync(Settlement settlement)
    {
        var command = new SettleCommand(settlement);
        Enqueue(command);
        return command.Done;
    }

    /// <summary>Gives back what a call held that was never made.</summary>
    public Task VoidAsync(Reservation reservation)
    {
        var command = new ReleaseCommand(reservation, auditEvent: null);
        Enqueue(command);
        return command.Done;
    }

    /// <summary>Gives back what calls held whose life is over: a crash left them behind. Each is told in its organization's audit log.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        await using var db = _database.OpenSystem();
        var expired = await db.Set<QuotaReservation>().AsNoTracking()
            .Where(reservation => reservation.ExpiresUtc <= now)
            .OrderBy(reservation => reservation.ExpiresUtc)
            .Take(MaxBatch)
            .ToListAsync(cancellationToken);
        var commands = expired.ConvertAll(reservation => new ReleaseCommand(
            new Reservation(reservation.OrganizationId, reservation.Id, JsonSerializer.Deserialize<List<ReservedAmount>>(reservation.Amounts, ReservedAmount.Json)!),
            new AuditEvent("reservation.expired", $"request:{reservation.RequestId}", RequestId: reservation.RequestId)));
        commands.ForEach(Enqueue);
        await Task.WhenAll(commands.Select(command => command.Done));
        return commands.Count;
    }

    /// <summary>Takes nothing more, and writes what was taken.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
    }

    private void Enqueue(LedgerCommand command)
    {
        if (!_queue.Writer.TryWrite(command))
        {
            throw new InvalidOperationException("The console is shutting down and takes no more calls.");
        }
    }

    private async Task RunAsync()
    {
        var batch = new List<LedgerCommand>(MaxBatch);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < MaxBatch && _queue.Reader.TryRead(out var command))
            {
                batch.Add(command);
            }

            await WriteAsync(batch);
            batch.Clear();
        }

        await CloseSessionAsync();
    }

    private async Task WriteAsync(List<LedgerCommand> batch)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await WriteOnceAsync(batch);
                break;
            }
            catch (Exception exception)
            {
                await CloseSessionAsync();
                if (attempt < MaxTries && LedgerFaults.IsTransient(exception))
                {
                    Log.Retrying(_logger, batch.Count, exception);
                    await Task.Delay(FirstPause * Math.Pow(2, attempt - 1));
                    continue;
                }

                if (batch.Count > 1 && LedgerFaults.IsOfOneCommand(exception))
                {
                    Log.Splitting(_logger, batch.Count, exception);
                    foreach (var command in batch)
                    {
                        await WriteAsync([command]);
                    }

                    return;
                }

                Log.Failed(_logger, batch.Count, exception);
                foreach (var command in batch)
                {
                    command.Fail(exception);
                }

                return;
            }
        }

        foreach (var command in batch)
        {
            command.Complete();
        }
    }

    private async Task WriteOnceAsync(List<LedgerCommand> batch)
    {
        _session ??= await LedgerSession.OpenAsync(_database, CancellationToken.None);
        var tenants = batch.GroupBy(command => command.OrganizationId).OrderBy(tenant => tenant.Key.Value).ToList();
        await _session.BeginAsync(CancellationToken.None);

        var now = _time.GetUtcNow().UtcDateTime;
        var states = await _session.ReadAsync(tenants.ConvertAll(ReadsOf), CandidatePeriods.At(now), CancellationToken.None);
        var writes = new List<TenantWrites>(tenants.Count);
        foreach (var tenant in tenants)
        {
            var tenantWrites = new TenantWrites(tenant.Key);
            var state = states.GetValueOrDefault(tenant.Key);
            foreach (var command in tenant)
            {
                command.Apply(state, tenantWrites, now);
            }

            writes.Add(tenantWrites);
        }

        await _session.WriteAsync(writes, CancellationToken.None);
        await _session.CommitAsync(CancellationToken.None);
    }

    private static TenantReads ReadsOf(IGrouping<OrganizationId, LedgerCommand> tenant) => new(
        tenant.Key,
        [.. tenant.SelectMany(command => command.ReservationIds).Distinct()],
        [.. tenant.Select(command => command.RecordId).OfType<UsageRecordId>().Distinct()]);

    private async Task CloseSessionAsync()
    {
        if (_session is null)
        {
            return;
        }

        try
        {
            await _session.DisposeAsync();
        }
        catch (Exception exception)
        {
            // The connection was broken already; the next batch opens another.
            Log.ClosingFailed(_logger, exception);
        }

        _session = null;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A batch of {Count} ledger commands is tried again.")]
        public static partial void Retrying(ILogger logger, int count, Exception exception);

        [LoggerMessage(LogLevel.Warning, "A batch of {Count} ledger commands failed because of one of them and is written one by one.")]
        public static partial void Splitting(ILogger logger, int count, Exception exception);

        [LoggerMessage(LogLevel.Error, "{Count} ledger commands could not be written.")]
        public static partial void Failed(ILogger logger, int count, Exception exception);

        [LoggerMessage(LogLevel.Debug, "The ledger's connection could not be closed.")]
        public static partial void ClosingFailed(ILogger logger, Exception exception);
    }
}
