using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Lab;

/// <summary>Makes the runs that this process was asked for, one after the other, in the background.</summary>
/// <remarks>
/// <code>
/// stored calls or a file ─► pages, two read ahead ─► half of the processors decide a page ─► sums; flips and progress written about once a second
/// </code>
/// </remarks>
public sealed partial class LabRunner(ConsoleDatabase database, IAccessControl access, CatalogService catalog, LabQueue queue, TimeProvider time, ILogger<LabRunner> logger)
{
    /// <summary>A run whose process has not been heard of for so long is broken off.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    private const int PagesAhead = 2;
    private const int FlipsAtOnce = 2_000;
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan EndingPatience = TimeSpan.FromSeconds(10);

    /// <summary>Makes what is asked for until it is stopped; what then waits or runs is broken off.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var work in queue.Waiting.ReadAllAsync(stopping))
            {
                await RunAsync(work, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            while (queue.Waiting.TryRead(out var left))
            {
                using (left)
                {
                    await BreakOffAsync(left);
                }
            }
        }
    }

    /// <summary>Makes everything that waits now.</summary>
    public async Task RunWaitingAsync(CancellationToken cancellationToken)
    {
        while (queue.Waiting.TryRead(out var work))
        {
            await RunAsync(work, cancellationToken);
        }
    }

    /// <summary>Says of every run of this process that it is still there.</summary>
    public async Task BeatAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var organization in queue.Held.GroupBy(run => run.Value, run => run.Key))
        {
            var runs = organization.ToList();
            await using var db = database.OpenTenant(organization.Key);
            await db.Set<LabRun>().Where(run => runs.Contains(run.Id)).ExecuteUpdateAsync(set => set.SetProperty(run => run.SeenUtc, now), cancellationToken);
        }
    }

    /// <summary>Marks the runs of processes that are gone as broken off; returns how many.</summary>
    /// <param name="atStart">An SQLite database has one process: what that finds at its start nobody has any more.</param>
    public async Task<int> SweepAsync(bool atStart, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var heard = atStart && database.Engine == DatabaseEngine.Sqlite ? now : now - Silence;
        List<(OrganizationId Organization, LabRunId Run)> silent;
        await using (var system = database.OpenSystem())
        {
            var found = await system.Set<LabRun>()
                .Where(run => (run.Status == LabRunStatus.Waiting || run.Status == LabRunStatus.Running) && run.SeenUtc <= heard)
                .Select(run => new { run.OrganizationId, run.Id })
                .ToListAsync(cancellationToken);
            silent = [.. found.Select(run => (run.OrganizationId, run.Id))];
        }

        var held = queue.Held.Select(run => run.Key).ToHashSet();
        silent.RemoveAll(run => held.Contains(run.Run));
        foreach (var (organization, run) in silent)
        {
            await new LabRunWriter(database, organization, run, time).EndAsync(LabRunStatus.BrokenOff, null, cancellationToken);
        }

        return silent.Count;
    }

    private async Task RunAsync(LabWork work, CancellationToken stopping)
    {
        var writer = new LabRunWriter(database, work.OrganizationId, work.RunId, time);
        try
        {
            using (work)
            {
                if (await writer.BeginAsync(stopping) && await ReplayAsync(work, writer, stopping))
                {
                    await writer.EndAsync(LabRunStatus.Done, null, stopping);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await BreakOffAsync(work);
            throw;
        }
        catch (Exception exception)
        {
            Log.Failed(logger, work.RunId, work.OrganizationId, exception);
            await FailAsync(writer, exception);
        }
        finally
        {
            queue.Release(work.RunId);
        }
    }

    /// <summary>False: it is no longer wanted.</summary>
    private async Task<bool> ReplayAsync(LabWork work, LabRunWriter writer, CancellationToken stopping)
    {
        await access.RequireAsync(work.Actor, Permission.EditRouting, work.OrganizationId, stopping);
        var (run, organization) = await LoadAsync(work, stopping);
        var replay = new TrafficReplay(RoutingJson.ReadPolicy(run.PolicyBefore), RoutingJson.ReadPolicy(run.PolicyAfter), await catalog.CurrentAsync(stopping), run.CreatedUtc, work.Calibration);
        var flips = new LabFlips(run, organization.Features.DataRetentionDays);
        var tally = new ReplayTally();
        var saved = time.GetTimestamp();
        await foreach (var page in DecidedAsync(replay, PagesOf(work, run), stopping))
        {
            foreach (var replayed in page)
            {
                tally.Add(replayed);
                flips.Add(tally.Seen, replayed);
            }

            if (flips.Found.Count >= FlipsAtOnce || time.GetElapsedTime(saved) >= SaveEvery)
            {
                if (!await writer.SaveAsync(tally.Seen, tally.Totals(), flips.Take(), stopping))
                {
                    return false;
                }

                saved = time.GetTimestamp();
            }
        }

        return await writer.SaveAsync(tally.Seen, tally.Totals(), flips.Take(), stopping);
    }

    private IAsyncEnumerable<IReadOnlyList<ReplayQuestion>> PagesOf(LabWork work, LabRun run) => work.Spool?.PagesAsync()
        ?? new StoredTraffic(database, work.OrganizationId, time.GetUtcNow().UtcDateTime).PagesAsync(new(run.FromUtc!.Value, run.UntilUtc!.Value), CancellationToken.None);

    private async Task<(LabRun Run, Organization Organization)> LoadAsync(LabWork work, CancellationToken cancellationToken)
    {
        await using var db = database.OpenTenant(work.OrganizationId);
        return (
            await db.Set<LabRun>().AsNoTracking().SingleAsync(run => run.Id == work.RunId, cancellationToken),
            await db.Set<Organization>().AsNoTracking().SingleAsync(cancellationToken));
    }

    /// <summary>Decides page after page, while the next ones are read.</summary>
    private static async IAsyncEnumerable<ReplayedQuestion[]> DecidedAsync(
        TrafficReplay replay, IAsyncEnumerable<IReadOnlyList<ReplayQuestion>> pages, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Half of the processors decide, one more reads ahead: pages of the console still have room.
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount / 2), CancellationToken = cancellationToken };
        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ahead = Channel.CreateBounded<IReadOnlyList<ReplayQuestion>>(PagesAhead);
        var reading = Task.Run(() => ReadAheadAsync(pages, ahead.Writer, left.Token), CancellationToken.None);
        try
        {
            await foreach (var page in ahead.Reader.ReadAllAsync(cancellationToken))
            {
                var replayed = new ReplayedQuestion[page.Count];
                await Task.Run(() => Parallel.For(0, page.Count, options, i => replayed[i] = replay.Replay(page[i])), cancellationToken);
                yield return replayed;
            }
        }
        finally
        {
            await left.CancelAsync();
            await reading;
        }
    }

    private static async Task ReadAheadAsync(IAsyncEnumerable<IReadOnlyList<ReplayQuestion>> pages, ChannelWriter<IReadOnlyList<ReplayQuestion>> ahead, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var page in pages.WithCancellation(cancellationToken))
            {
                await ahead.WriteAsync(page, cancellationToken);
            }

            ahead.Complete();
        }
        catch (Exception exception)
        {
            // Whoever decides meets it when they come to this page.
            ahead.Complete(exception);
        }
    }

    private async Task BreakOffAsync(LabWork work)
    {
        using var patience = new CancellationTokenSource(EndingPatience, time);
        try
        {
            await new LabRunWriter(database, work.OrganizationId, work.RunId, time).EndAsync(LabRunStatus.BrokenOff, null, patience.Token);
        }
        catch (Exception exception)
        {
            // The next process, or another one, finds it silent and marks it.
            Log.NotMarked(logger, work.RunId, work.OrganizationId, exception);
        }

        queue.Release(work.RunId);
    }

    private async Task FailAsync(LabRunWriter writer, Exception exception)
    {
        using var patience = new CancellationTokenSource(EndingPatience, time);
        try
        {
            var told = exception is InvalidInputException or AccessDeniedException ? exception.Message : "The run met a fault of the program, which is in its log. What it had found is kept; start it again.";
            await writer.EndAsync(LabRunStatus.Failed, told, patience.Token);
        }
        catch (Exception second)
        {
            // The sweep marks it when it has been silent long enough.
            Log.NotEnded(logger, second);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The lab's run {Run} of organization {Organization} failed.")]
        public static partial void Failed(ILogger logger, LabRunId run, OrganizationId organization, Exception exception);

        [LoggerMessage(LogLevel.Warning, "The lab's run {Run} of organization {Organization} was broken off and could not be marked so now.")]
        public static partial void NotMarked(ILogger logger, LabRunId run, OrganizationId organization, Exception exception);

        [LoggerMessage(LogLevel.Warning, "A failed run of the lab could not be marked so now.")]
        public static partial void NotEnded(ILogger logger, Exception exception);
    }
}
