using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Persistence;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Core.Usage.Ledger;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Usage.Ledger;

/// <summary>What the database can do to the writer: what was told is kept, what failed left nothing, and it works again when the database does.</summary>
public sealed class LedgerWriterFaultTests
{
    private static readonly Actor Someone = new Actor.Installation("test");

    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SettleAsync_DatabaseLockedByAnotherProgramForAWhile_Waits()
    {
        await using var test = await EngineDatabase.CreateAsync(DatabaseEngine.Sqlite);
        await using var ledger = Writer(test.Database);
        var admitted = await AdmittedAsync(test.Database, ledger);
        await using var other = await LockAsync(test.Options);

        var settling = ledger.SettleAsync(LedgerBuilder.Settlement(admitted, TimeProvider.System, costPicoUsd: 5));
        await Task.Delay(500, Cancellation);
        Assert.False(settling.IsCompleted);
        await other.DisposeAsync();

        await settling;
        await LedgerWriterConcurrencyTests.RequireWholeAsync(test.Database, [admitted.Reservation.OrganizationId], calls: 1);
    }

    [Fact]
    public async Task SettleAsync_DatabaseLockedForTooLong_FailsAndCanBeDoneAgain()
    {
        await using var test = await EngineDatabase.CreateAsync(DatabaseEngine.Sqlite);
        var database = new SqliteConsoleDatabase(test.Options with { BusyTimeout = TimeSpan.FromSeconds(1) });
        await using var ledger = Writer(database);
        var admitted = await AdmittedAsync(database, ledger);
        var settlement = LedgerBuilder.Settlement(admitted, TimeProvider.System, costPicoUsd: 5);
        await using (await LockAsync(test.Options))
        {
            Assert.Equal(5, (await Assert.ThrowsAsync<SqliteException>(() => ledger.SettleAsync(settlement))).SqliteErrorCode);
        }

        await ledger.SettleAsync(settlement);

        await LedgerWriterConcurrencyTests.RequireWholeAsync(database, [admitted.Reservation.OrganizationId], calls: 1);
    }

    [Fact]
    public async Task SettleAsync_DiskFull_FailsWholeAndWorksAgainWhenThereIsSpace()
    {
        await using var test = await EngineDatabase.CreateAsync(DatabaseEngine.Sqlite);
        var disk = new SmallDisk(test.Database);
        await using var ledger = Writer(disk);
        var organization = await LedgerWriterConcurrencyTests.OrganizationAsync(test.Database, Tier.Enterprise);
        var calls = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => ledger.ReserveAsync(LedgerWriterConcurrencyTests.Request(organization, i), Someone)));
        var settlements = calls.Select(call => LedgerBuilder.Settlement((ReservationResult.Admitted)call, TimeProvider.System, costPicoUsd: 5)).ToList();
        await disk.FillAsync();

        var outcomes = await Task.WhenAll(settlements.Select(settlement => OutcomeAsync(ledger.SettleAsync(settlement))));

        Assert.Contains(outcomes, outcome => outcome is SqliteException { SqliteErrorCode: 13 });
        await using (var db = test.Database.OpenTenant(organization))
        {
            Assert.Equal(outcomes.Count(outcome => outcome is null), await db.Set<UsageRecord>().CountAsync(Cancellation));
            Assert.Equal(outcomes.Count(outcome => outcome is not null), await db.Set<QuotaReservation>().CountAsync(Cancellation));
        }

        await disk.EmptyAsync();
        await Task.WhenAll(settlements.Select(ledger.SettleAsync));
        await LedgerWriterConcurrencyTests.RequireWholeAsync(test.Database, [organization], calls: 200);
    }

    [Fact]
    public async Task CallsUnderWay_ConnectionKilledAgainAndAgain_AreAllWrittenOnce()
    {
        await using var test = await EngineDatabase.CreateAsync(DatabaseEngine.PostgreSql);
        await using var ledger = Writer(test.Database);
        var organizations = new List<OrganizationId>();
        for (var i = 0; i < 5; i++)
        {
            organizations.Add(await LedgerWriterConcurrencyTests.OrganizationAsync(test.Database, Tier.Enterprise));
        }

        using var killing = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var settled = 0;
        var killer = Task.Run(() => KillConnectionsAsync(test.Options, () => Volatile.Read(ref settled), killing.Token), Cancellation);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++)
            {
                var admitted = (ReservationResult.Admitted)await ledger.ReserveAsync(LedgerWriterConcurrencyTests.Request(organizations[caller % 5], i), Someone);
                await ledger.SettleAsync(LedgerBuilder.Settlement(admitted, TimeProvider.System, costPicoUsd: 5));
                Interlocked.Increment(ref settled);
            }
        })));
        await killing.CancelAsync();

        Assert.InRange(await killer, 1, int.MaxValue);
        await LedgerWriterConcurrencyTests.RequireWholeAsync(test.Database, organizations, calls: 1_000);
    }

    [Fact]
    public async Task CallsUnderWay_AnswersToCommitsLost_AreAllWrittenOnce()
    {
        await using var test = await EngineDatabase.CreateAsync(DatabaseEngine.PostgreSql);
        await using var line = new LossyLine(test.Options.ConnectionString);
        await using var database = new PostgresConsoleDatabase(test.Options with { ConnectionString = line.ConnectionString });
        await using var ledger = Writer(database);
        var organization = await LedgerWriterConcurrencyTests.OrganizationAsync(test.Database, Tier.Enterprise);

        for (var i = 0; i < 10; i++)
        {
            line.LoseNextCommit();
            var admitted = (ReservationResult.Admitted)await ledger.ReserveAsync(LedgerWriterConcurrencyTests.Request(organization, i), Someone);
            line.LoseNextCommit();
            await ledger.SettleAsync(LedgerBuilder.Settlement(admitted, TimeProvider.System, costPicoUsd: 5));
        }

        Assert.Equal(20, line.Lost);
        await LedgerWriterConcurrencyTests.RequireWholeAsync(test.Database, [organization], calls: 10);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task DisposeAsync_CallsQueued_AreWrittenAndNoMoreTaken(DatabaseEngine engine)
    {
        await using var test = await EngineDatabase.CreateAsync(engine);
        var organization = await LedgerWriterConcurrencyTests.OrganizationAsync(test.Database, Tier.Basic);
        var ledger = Writer(test.Database);
        var reserving = Enumerable.Range(0, 900).Select(i => ledger.ReserveAsync(LedgerWriterConcurrencyTests.Request(organization, i), Someone)).ToList();

        await ledger.DisposeAsync();

        Assert.Equal(900, (await Task.WhenAll(reserving)).OfType<ReservationResult.Admitted>().Count());
        await Assert.ThrowsAsync<InvalidOperationException>(() => ledger.ReserveAsync(LedgerWriterConcurrencyTests.Request(organization, 900), Someone));
    }

    /// <summary>The program ended between admission and settlement. Nobody is told, the money stays held until the life of the reservation is over, and then comes back.</summary>
    [Theory]
    [MemberData(nameof(Engines))]
    public async Task SweepAsync_InTheNextProcess_GivesBackWhatTheLastOneHeld(DatabaseEngine engine)
    {
        await using var test = await EngineDatabase.CreateAsync(engine);
        var organization = await LedgerWriterConcurrencyTests.OrganizationAsync(test.Database, Tier.Basic);
        await using (var last = Writer(test.Database))
        {
            await last.ReserveAsync(LedgerWriterConcurrencyTests.Request(organization, 1) with { Life = TimeSpan.FromMilliseconds(1) }, Someone);
        }

        await Task.Delay(20, Cancellation);
        await using var next = Writer(test.Database);
        Assert.Equal(1, await next.SweepAsync(Cancellation));

        await LedgerWriterConcurrencyTests.RequireWholeAsync(test.Database, [organization], calls: 0);
    }

    private static LedgerWriter Writer(ConsoleDatabase database) => new(database, TimeProvider.System, NullLogger<LedgerWriter>.Instance);

    private static async Task<ReservationResult.Admitted> AdmittedAsync(ConsoleDatabase database, LedgerWriter ledger)
    {
        var organization = await LedgerWriterConcurrencyTests.OrganizationAsync(database, Tier.Basic);
        return (ReservationResult.Admitted)await ledger.ReserveAsync(LedgerWriterConcurrencyTests.Request(organization, 1), Someone);
    }

    private static async Task<Exception?> OutcomeAsync(Task task)
    {
        try
        {
            await task;
            return null;
        }
        catch (SqliteException exception)
        {
            return exception;
        }
    }

    /// <summary>Holds the write lock until disposed.</summary>
    private static async Task<SqliteConnection> LockAsync(DatabaseOptions options)
    {
        var connection = new SqliteConnection(options.ConnectionString + ";Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync(Cancellation);
        return connection;
    }

    /// <summary>Only the program's own connections: a worker of the server, such as autovacuum, is nobody's to end.</summary>
    /// <returns>How many connections were ended.</returns>
    /// <summary>Kills whenever there was progress since the last time: by the clock alone a slow machine would never get past opening a connection.</summary>
    private static async Task<int> KillConnectionsAsync(DatabaseOptions options, Func<int> progress, CancellationToken cancellationToken)
    {
        var killed = 0;
        await using var connection = new NpgsqlConnection(options.ConnectionString + ";Pooling=False");
        await connection.OpenAsync(CancellationToken.None);
        while (!cancellationToken.IsCancellationRequested)
        {
            await using var command = new NpgsqlCommand(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()", connection);
            killed += (int)(long)(await command.ExecuteScalarAsync(CancellationToken.None))!;
            for (var seen = progress(); progress() == seen && !cancellationToken.IsCancellationRequested;)
            {
                await Task.Delay(10, CancellationToken.None);
            }

            await Task.Delay(20, CancellationToken.None);
        }

        return killed;
    }
}
