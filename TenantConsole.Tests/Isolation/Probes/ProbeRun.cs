using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Tests.Isolation.Probes;

/// <summary>Runs every probe of every entity, in both directions, each in a transaction of its own that is rolled back.</summary>
internal static class ProbeRun
{
    private static readonly MethodInfo RunEntity = typeof(ProbeRun).GetMethod(nameof(RunEntityAsync), BindingFlags.Static | BindingFlags.NonPublic)!;

    public static async Task<IReadOnlyList<ProbeResult>> RunAllAsync(IsolationWorld world, bool isGuarded)
    {
        var results = new List<ProbeResult>();
        foreach (var entity in world.Entities)
        {
            await (Task)RunEntity.MakeGenericMethod(entity.ClrType).Invoke(null, [world, entity, isGuarded, results])!;
        }

        return results;
    }

    private static async Task RunEntityAsync<TRow>(IsolationWorld world, IEntityType entity, bool isGuarded, List<ProbeResult> results)
        where TRow : class
    {
        var targets = ProbeTargets.Of(entity);
        Probe<TRow>[] probes = [.. ReadProbes<TRow>.All(targets), .. RawSqlProbes<TRow>.All(), .. WriteProbes<TRow>.All(targets)];
        foreach (var probe in probes.Where(probe => isGuarded || !probe.NeedsGuards))
        {
            foreach (var (actor, other) in new[] { (world.First, world.Second), (world.Second, world.First) })
            {
                var (outcome, what) = await RunAsync(world, probe, actor, other, isGuarded);
                var isHeldBySchema = probe.IsHeldBySchema || (probe.ChangesRows && targets.IsAppendOnly) || (probe.DeletesRows && targets.HasChildren) || (probe.ChangesTheRest && !targets.HasRest);
                results.Add(new ProbeResult(entity.DisplayName(), probe.Name, outcome, what, isHeldBySchema));
            }
        }
    }

    private static async Task<(ProbeOutcome Outcome, string What)> RunAsync<TRow>(IsolationWorld world, Probe<TRow> probe, OrganizationId actor, OrganizationId other, bool isGuarded)
        where TRow : class
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var db = world.Open(actor, isGuarded);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (outcome, what) = (ProbeOutcome.SawNothing, "");
        try
        {
            if (await probe.ReachAsync(new ProbeCase<TRow>(world, db, actor, other, isGuarded)) is var reached and not 0)
            {
                return (ProbeOutcome.Leaked, string.Create(CultureInfo.InvariantCulture, $"reached {reached} rows"));
            }
        }
        catch (Exception exception)
        {
            if (RefusedBy(exception) is not { } refusal)
            {
                return (ProbeOutcome.Failed, exception.GetBaseException().Message);
            }

            (outcome, what) = (refusal, exception.GetBaseException().Message);
        }

        return await IsUnchangedAsync(world, transaction.GetDbTransaction(), actor)
            ? (outcome, what)
            : (ProbeOutcome.Leaked, "changed rows that are not its own");
    }

    /// <summary>Who refused. An exception that is no refusal is a fault of the probe: it would prove nothing.</summary>
    private static ProbeOutcome? RefusedBy(Exception exception) => exception switch
    {
        TenantIsolationException => ProbeOutcome.RefusedByGuard,
        DbUpdateConcurrencyException => ProbeOutcome.RefusedByDatabase,
        DbUpdateException { InnerException: { } inner } => RefusedBy(inner),
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.RaiseException } => ProbeOutcome.RefusedByDatabase,
        PostgresException postgres when postgres.SqlState.StartsWith("23", StringComparison.Ordinal) => ProbeOutcome.RefusedByDatabase,
        SqliteException { SqliteErrorCode: 19 } => ProbeOutcome.RefusedByDatabase,
        InvalidOperationException when exception.Message.Contains("part of a key", StringComparison.Ordinal) => ProbeOutcome.RefusedByChangeTracker,
        InvalidOperationException { InnerException: TenantIsolationException } => ProbeOutcome.RefusedByGuard,
        _ => null,
    };

    private static async Task<bool> IsUnchangedAsync(IsolationWorld world, DbTransaction transaction, OrganizationId actor)
    {
        try
        {
            return await world.ReadFingerprintOfOthersAsync(transaction, actor) == world.FingerprintOfOthers(actor);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InFailedSqlTransaction)
        {
            // The statement that was refused has undone the transaction, and with it everything that the probe may have done.
            return true;
        }
    }
}

internal enum ProbeOutcome
{
    /// <summary>It ran and reached nothing that is not the actor's.</summary>
    SawNothing,
    RefusedByGuard,
    RefusedByChangeTracker,
    RefusedByDatabase,
    Leaked,

    /// <summary>It could not be run, and proves nothing.</summary>
    Failed,
}

/// <param name="IsHeldBySchema">The tables themselves stop it, whoever asks.</param>
internal sealed record ProbeResult(string Entity, string Probe, ProbeOutcome Outcome, string What, bool IsHeldBySchema)
{
    public override string ToString() => $"{Entity}, {Probe}: {Outcome} {What}";
}
