using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Lab;

/// <summary>
/// The runs of an organization's lab. Reading needs <see cref="Permission.ViewOrganization"/>; costs are for who may <see cref="Permission.ViewCosts"/>, and what was really asked for
/// who may <see cref="Permission.ViewConversations"/>. Changing needs <see cref="Permission.EditRouting"/>.
/// </summary>
/// <exception cref="AccessDeniedException">The actor may not, or there is no such run in the organization.</exception>
public sealed class LabRuns(ConsoleDatabase database, IAccessControl access, CatalogService catalog, CalibrationStore calibrations, AuditLog audit, TimeProvider time)
{
    private const int TextShown = 300;
    private const int DeletedAtOnce = 5_000;

    /// <summary>The runs, newest first.</summary>
    public async Task<Page<LabRunItem>> ListAsync(Actor actor, OrganizationId organizationId, PageRequest request, CancellationToken cancellationToken)
    {
        var reader = await ReaderAsync(actor, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var count = await db.Set<LabRun>().CountAsync(cancellationToken);
        var runs = await db.Set<LabRun>().AsNoTracking().OrderByDescending(run => run.Id).Skip(request.Skip).Take(request.Take).ToListAsync(cancellationToken);
        var names = await PeopleNames.LoadAsync(database, runs.Select(run => run.StartedBy), cancellationToken);
        return new([.. runs.Select(run => Item(run, names, reader))], count);
    }

    public async Task<LabRunDetail> GetAsync(Actor actor, OrganizationId organizationId, LabRunId runId, CancellationToken cancellationToken)
    {
        var reader = await ReaderAsync(actor, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var run = await FindAsync(db, runId, cancellationToken);
        var names = await PeopleNames.LoadAsync(database, [run.StartedBy], cancellationToken);
        var (before, after) = (RoutingJson.ReadPolicy(run.PolicyBefore), RoutingJson.ReadPolicy(run.PolicyAfter));
        return new(
            Item(run, names, reader),
            run is { FromUtc: { } from, UntilUtc: { } until } ? new(from, until) : null,
            before,
            after,
            PolicyDiff.Between(before, after),
            run.Fault,
            run.FlipsKept,
            reader.SeesTextsOf(run),
            await access.HasAsync(actor, Permission.EditRouting, organizationId, cancellationToken));
    }

    /// <summary>A page of a run's flips, in the order of its questions.</summary>
    /// <param name="cursor">Null: the first page.</param>
    /// <param name="size">Clamped to 1..<see cref="PageRequest.MaxSize"/>.</param>
    public async Task<FlipPage> ListFlipsAsync(
        Actor actor, OrganizationId organizationId, LabRunId runId, FlipFilter filter, FlipCursor? cursor, int size, CancellationToken cancellationToken)
    {
        var reader = await ReaderAsync(actor, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var run = await FindAsync(db, runId, cancellationToken);
        var (take, number) = (Math.Clamp(size, 1, PageRequest.MaxSize), cursor?.Number ?? 0);
        var flips = Matching(db, runId, filter);
        var backwards = cursor is { IsBackwards: true };
        flips = backwards ? flips.Where(flip => flip.Number < number).OrderByDescending(flip => flip.Number) : flips.Where(flip => flip.Number > number).OrderBy(flip => flip.Number);
        var found = await LabTexts.LoadAsync(db, flips.Take(take + 1), reader.SeesTextsOf(run), time.GetUtcNow().UtcDateTime, TextShown, cancellationToken);
        var items = found.Take(take).Select(flip => Item(flip.Flip, flip.Text, reader)).ToList();
        var more = found.Count > take;
        if (backwards)
        {
            items.Reverse();
        }

        return new(items, backwards ? more : number > 0, backwards || more);
    }

    /// <summary>One flip with both explanations.</summary>
    public async Task<LabFlipDetail> GetFlipAsync(Actor actor, OrganizationId organizationId, LabRunId runId, int flipNumber, CancellationToken cancellationToken)
    {
        var reader = await ReaderAsync(actor, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var run = await FindAsync(db, runId, cancellationToken);
        var flip = await db.Set<LabFlip>().AsNoTracking().SingleOrDefaultAsync(candidate => candidate.RunId == runId && candidate.Number == flipNumber, cancellationToken)
            ?? throw new AccessDeniedException();
        var question = reader.SeesTextsOf(run) ? await QuestionAsync(flip, cancellationToken) : null;
        var item = Item(flip, question?.Prompt, reader);
        if (question is null)
        {
            return new(item, null, null, null, IsAsItWas: true);
        }

        var calibration = run.CalibrationVersion is { } version ? await calibrations.GetAsync(db, version, cancellationToken) : null;
        var replay = new TrafficReplay(RoutingJson.ReadPolicy(run.PolicyBefore), RoutingJson.ReadPolicy(run.PolicyAfter), await catalog.CurrentAsync(cancellationToken), run.CreatedUtc, calibration);
        var again = replay.Replay(question);
        var isKept = calibration?.Version == run.CalibrationVersion;
        return new(item, question, again.Before, again.After, isKept && again.Before?.Decision.ModelId == flip.ModelBefore && again.After?.Decision.ModelId == flip.ModelAfter);
    }

    /// <summary>All flips that match, as CSV.</summary>
    public async Task ExportAsync(Actor actor, OrganizationId organizationId, LabRunId runId, FlipFilter filter, Stream stream, CancellationToken cancellationToken)
    {
        var reader = await ReaderAsync(actor, organizationId, cancellationToken);
        bool seesTexts;
        await using (var db = database.OpenTenant(organizationId))
        {
            seesTexts = reader.SeesTextsOf(await FindAsync(db, runId, cancellationToken));
        }

        await LabCsv.WriteAsync(PagesAsync(organizationId, runId, filter, reader, seesTexts, cancellationToken), stream, cancellationToken);
    }

    /// <exception cref="InvalidInputException">The name is empty or too long.</exception>
    public async Task RenameAsync(Actor actor, OrganizationId organizationId, LabRunId runId, string name, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.EditRouting, organizationId, cancellationToken);
        name = name.Trim();
        if (name.Length is 0 or > LabRun.MaxNameLength)
        {
            throw new InvalidInputException($"A name has from 1 to {LabRun.MaxNameLength} characters.", "name");
        }

        await using var db = database.OpenTenant(organizationId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Set<LabRun>().Where(run => run.Id == runId).ExecuteUpdateAsync(set => set.SetProperty(run => run.Name, name), cancellationToken) == 0)
        {
            throw new AccessDeniedException();
        }

        await audit.SaveAsync(db, actor, organizationId, Event("lab.run_renamed", runId, ("name", name)), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Stops a run that waits or is under way, wherever it is; what it has found is kept. One that has ended stays as it is.</summary>
    public async Task CancelAsync(Actor actor, OrganizationId organizationId, LabRunId runId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.EditRouting, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        await FindAsync(db, runId, cancellationToken);
        await StopAsync(db, actor, organizationId, runId, cancellationToken);
    }

    /// <summary>Deletes a run with its flips, for good. One that is under way is stopped before.</summary>
    public async Task DeleteAsync(Actor actor, OrganizationId organizationId, LabRunId runId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.EditRouting, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var name = (await FindAsync(db, runId, cancellationToken)).Name;
        await StopAsync(db, actor, organizationId, runId, cancellationToken);

        // Some thousands at a time, so that nobody else waits long; then the run itself, which nothing is added to any more.
        while (await db.Set<LabFlip>().Where(flip => flip.RunId == runId).OrderBy(flip => flip.Number).Take(DeletedAtOnce).ExecuteDeleteAsync(cancellationToken) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Set<LabRun>().Where(run => run.Id == runId).ExecuteDeleteAsync(cancellationToken);
        await audit.SaveAsync(db, actor, organizationId, Event("lab.run_deleted", runId, ("name", name)), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task StopAsync(ConsoleDbContext db, Actor actor, OrganizationId organizationId, LabRunId runId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var stopped = await db.Set<LabRun>().Where(run => run.Id == runId && (run.Status == LabRunStatus.Waiting || run.Status == LabRunStatus.Running))
            .ExecuteUpdateAsync(set => set.SetProperty(run => run.Status, LabRunStatus.Cancelled).SetProperty(run => run.FinishedUtc, now), cancellationToken);
        if (stopped > 0)
        {
            await audit.SaveAsync(db, actor, organizationId, Event("lab.run_cancelled", runId), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private async Task<ReplayQuestion?> QuestionAsync(LabFlip flip, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (flip.UsageRecordId is { } call)
        {
            return await new StoredTraffic(database, flip.OrganizationId, now).FindAsync(call, cancellationToken);
        }

        return flip.Prompt is { } prompt && flip.ExpiresUtc > now ? new(prompt) { Label = flip.Label, JobRole = flip.JobRole, ConversationTurns = flip.ConversationTurns } : null;
    }

    private async IAsyncEnumerable<LabFlipItem> PagesAsync(
        OrganizationId organizationId, LabRunId runId, FlipFilter filter, Reader reader, bool seesTexts, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const int Size = 500;
        for (var number = 0; ;)
        {
            await using var db = database.OpenTenant(organizationId);
            var after = number;
            var page = Matching(db, runId, filter).Where(flip => flip.Number > after).OrderBy(flip => flip.Number).Take(Size);
            var found = await LabTexts.LoadAsync(db, page, seesTexts, time.GetUtcNow().UtcDateTime, QuestionLimits.LongestPrompt, cancellationToken);
            foreach (var flip in found)
            {
                yield return Item(flip.Flip, flip.Text, reader);
            }

            if (found.Count < Size)
            {
                yield break;
            }

            number = found[^1].Flip.Number;
        }
    }

    private static IQueryable<LabFlip> Matching(ConsoleDbContext db, LabRunId runId, FlipFilter filter)
    {
        var flips = db.Set<LabFlip>().AsNoTracking().Where(flip => flip.RunId == runId);
        if (filter.Kind is { } kind)
        {
            flips = flips.Where(flip => flip.Kind == kind);
        }

        return filter.Complexity is { } complexity ? flips.Where(flip => flip.ComplexityBefore == complexity) : flips;
    }

    private static async Task<LabRun> FindAsync(ConsoleDbContext db, LabRunId runId, CancellationToken cancellationToken) =>
        await db.Set<LabRun>().AsNoTracking().SingleOrDefaultAsync(run => run.Id == runId, cancellationToken) ?? throw new AccessDeniedException();

    private async Task<Reader> ReaderAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        return new(
            await access.HasAsync(actor, Permission.ViewCosts, organizationId, cancellationToken), await access.HasAsync(actor, Permission.ViewConversations, organizationId, cancellationToken));
    }

    private static LabRunItem Item(LabRun run, PeopleNames names, Reader reader)
    {
        var totals = LabTotals.Read(run.Totals);
        return new(
            run.Id, run.Name, run.Source, run.Status, run.CreatedUtc, run.FinishedUtc, names.Of(run.StartedBy), run.Expected, run.Done,
            reader.SeesCosts ? totals : totals with { PaidPicoUsd = null, Before = totals.Before.WithoutCosts(), After = totals.After.WithoutCosts() },
            reader.SeesCosts);
    }

    private static LabFlipItem Item(LabFlip flip, string? text, Reader reader) => new(
        flip.Number, flip.Label, text, flip.Kind, flip.ComplexityBefore, flip.ComplexityAfter, flip.ModelBefore, flip.ClassBefore, flip.ModelAfter, flip.ClassAfter,
        reader.SeesCosts ? flip.CostBeforePicoUsd : null, reader.SeesCosts ? flip.CostAfterPicoUsd : null, flip.Reason);

    private static AuditEvent Event(string action, LabRunId runId, params (string Name, object? Value)[] details) =>
        new(action, $"lab_run:{runId}", details.ToDictionary(detail => detail.Name, detail => detail.Value, StringComparer.Ordinal));

    private sealed record Reader(bool SeesCosts, bool SeesAsked)
    {
        public bool SeesTextsOf(LabRun run) => run.Source != LabSource.Traffic || SeesAsked;
    }
}
