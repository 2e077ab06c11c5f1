using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Lab;

/// <summary>
/// Starts runs of the lab. A run goes on in the background, whoever leaves the page; its questions are checked, all of them, before there is one. Needs
/// <see cref="Permission.EditRouting"/>.
/// </summary>
/// <exception cref="InvalidInputException">The policy could not be saved, a line is not as it should be (the message begins with its number), or too many runs wait.</exception>
public sealed class LabStarts(ConsoleDatabase database, IAccessControl access, CatalogService catalog, CalibrationStore calibrations, AuditLog audit, LabQueue queue, TimeProvider time)
{
    /// <summary>How many runs an organization may have waiting or running.</summary>
    public const int MostActive = 3;

    /// <summary>The longest period of real traffic, in days.</summary>
    public const int LongestDays = 366;

    /// <param name="text">A line is a question.</param>
    public async Task<LabRunId> StartPastedAsync(Actor actor, OrganizationId organizationId, LabStart start, string text, CancellationToken cancellationToken)
    {
        var standing = await StandingAsync(actor, organizationId, start, cancellationToken);
        if (text.Length > QuestionLimits.LongestPasted)
        {
            throw new InvalidInputException($"The text is longer than {QuestionLimits.LongestPasted:N0} characters. Put the questions into a file and choose that.", "text");
        }

        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await StartAsync(standing, start, LabSource.Pasted, "Pasted questions", content, QuestionFormat.Lines, cancellationToken);
    }

    /// <param name="fileName">Its end says what it is: <c>.csv</c>, <c>.jsonl</c> or <c>.txt</c>.</param>
    /// <param name="content">Read to its end, as it comes.</param>
    public async Task<LabRunId> StartUploadAsync(Actor actor, OrganizationId organizationId, LabStart start, string fileName, Stream content, CancellationToken cancellationToken)
    {
        var standing = await StandingAsync(actor, organizationId, start, cancellationToken);
        var name = Path.GetFileName(fileName);
        return await StartAsync(standing, start, LabSource.Uploaded, name.Length > LabRun.MaxNameLength ? name[..LabRun.MaxNameLength] : name, content, QuestionFile.FormatOf(fileName), cancellationToken);
    }

    /// <summary>Replays what was really asked, as far as its texts are kept.</summary>
    /// <param name="from">The first day, in the organization's calendar.</param>
    /// <param name="until">The first day that is no longer in it.</param>
    public async Task<LabRunId> StartTrafficAsync(Actor actor, OrganizationId organizationId, LabStart start, DateOnly from, DateOnly until, CancellationToken cancellationToken)
    {
        var standing = await StandingAsync(actor, organizationId, start, cancellationToken);
        if (until <= from || until.DayNumber - from.DayNumber > LongestDays)
        {
            throw new InvalidInputException($"A period has at least one day and at most {LongestDays}.", "from");
        }

        var zone = LocalCalendar.Zone(standing.Organization.TimeZone);
        var kept = standing.NowUtc.AddDays(-standing.Organization.Features.DataRetentionDays);
        var (first, end) = (LocalCalendar.StartOfDayUtc(from, zone), LocalCalendar.StartOfDayUtc(until, zone));
        var period = new TrafficPeriod(first < kept ? kept : first, end > standing.NowUtc ? standing.NowUtc : end);
        var count = period.UntilUtc <= period.FromUtc ? 0 : await new StoredTraffic(database, organizationId, standing.NowUtc).CountAsync(period, cancellationToken);
        if (count == 0)
        {
            throw new InvalidInputException("Of that period no question is kept with its text.", "from");
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"Traffic {from:d MMM yyyy} to {until.AddDays(-1):d MMM yyyy}");
        return await AddAsync(standing, start, LabSource.Traffic, name, period, count, null, cancellationToken);
    }

    private async Task<LabRunId> StartAsync(Standing standing, LabStart start, LabSource source, string name, Stream content, QuestionFormat format, CancellationToken cancellationToken)
    {
        var spool = await QuestionSpool.FillAsync(QuestionFile.ReadAsync(content, format, cancellationToken), cancellationToken);
        try
        {
            return await AddAsync(standing, start, source, name, null, spool.Count, spool, cancellationToken);
        }
        catch
        {
            spool.Dispose();
            throw;
        }
    }

    private async Task<Standing> StandingAsync(Actor actor, OrganizationId organizationId, LabStart start, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.EditRouting, organizationId, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        start.Policy.Checked(await catalog.CurrentAsync(cancellationToken), now);
        if (start.Name?.Trim().Length > LabRun.MaxNameLength)
        {
            throw new InvalidInputException($"A name has up to {LabRun.MaxNameLength} characters.", "name");
        }

        await using var db = database.OpenTenant(organizationId);
        var organization = await db.Set<Organization>().AsNoTracking().SingleAsync(cancellationToken);
        await ThrowIfBusyAsync(db, cancellationToken);
        return new(actor, organization, await OrganizationPolicy.LoadAsync(db, cancellationToken), (await calibrations.LoadAsync(db, cancellationToken)).Calibration, now);
    }

    private static async Task ThrowIfBusyAsync(ConsoleDbContext db, CancellationToken cancellationToken)
    {
        if (await db.Set<LabRun>().CountAsync(run => run.Status == LabRunStatus.Waiting || run.Status == LabRunStatus.Running, cancellationToken) >= MostActive)
        {
            throw new InvalidInputException($"{MostActive} runs wait or run already. Wait for one of them, or cancel it.", "run");
        }
    }

    private async Task<LabRunId> AddAsync(
        Standing standing, LabStart start, LabSource source, string name, TrafficPeriod? period, long expected, QuestionSpool? spool, CancellationToken cancellationToken)
    {
        var run = new LabRun
        {
            OrganizationId = standing.Organization.Id,
            Id = TypedId.New<LabRunId>(time),
            Name = string.IsNullOrWhiteSpace(start.Name) ? name : start.Name.Trim(),
            Source = source,
            FromUtc = period?.FromUtc,
            UntilUtc = period?.UntilUtc,
            Status = LabRunStatus.Waiting,
            PolicyBefore = RoutingJson.Write(standing.Policy),
            PolicyAfter = RoutingJson.Write(start.Policy with { JobRoles = standing.Policy.JobRoles }),
            CalibrationVersion = standing.Calibration?.Version,
            StartedBy = (standing.Actor as Actor.Person)?.UserId,
            CreatedUtc = standing.NowUtc,
            SeenUtc = standing.NowUtc,
            Expected = expected,
            Totals = LabTotals.Write(ReplayTotals.None),
        };
        await using (var db = database.OpenTenant(run.OrganizationId))
        {
            await ThrowIfBusyAsync(db, cancellationToken);
            db.Add(run);
            await audit.SaveAsync(db, standing.Actor, run.OrganizationId, StartedEvent(run), cancellationToken);
        }

        queue.Add(new(run.OrganizationId, run.Id, standing.Actor, spool, standing.Calibration));
        return run.Id;
    }

    private static AuditEvent StartedEvent(LabRun run) => new(
        "lab.run_started",
        $"lab_run:{run.Id}",
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["source"] = run.Source.ToString(),
            ["questions"] = run.Expected,
            ["from"] = run.FromUtc,
            ["until"] = run.UntilUtc,
        });

    private sealed record Standing(Actor Actor, Organization Organization, RoutingPolicy Policy, OutcomeCalibration? Calibration, DateTime NowUtc);
}
