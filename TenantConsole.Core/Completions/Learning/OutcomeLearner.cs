using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Routing.Strategies;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Completions.Learning;

/// <summary>
/// Learns what came in since it last looked, organization by organization:
/// <code>
/// outcomes that nobody learned ─► the calibration in force, and they ──────┐
/// something was taken back     ─► nothing, and all that it knew, and they ─┴─► in one transaction: the next version, in force; which outcomes it learned; audit
/// </code>
/// The transaction begins by raising the revision that was read. Another instance that learned the same, or a person who changed their mind meanwhile, has raised it too, and then
/// nothing of this is written. So every outcome is learned once, however many instances there are and whenever one of them dies.
/// </summary>
public sealed partial class OutcomeLearner(
    ConsoleDatabase database, CatalogService catalog, CalibrationStore calibrations, AuditLog audit, TimeProvider time, ILogger<OutcomeLearner> logger)
{
    /// <summary>The most outcomes that one version learns; so many are learned at once.</summary>
    internal const int BatchOutcomes = 200;

    /// <summary>Outcomes that are kept, and learned again where that is needed; older ones stay in what was learned from them.</summary>
    internal const int MostOutcomes = 5_000;

    /// <summary>Fewer outcomes wait until the last version is this old, so that a busy organization has a few hundred versions a day and not thousands.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    private static readonly Actor Learner = new Actor.Installation("learning");

    /// <summary>Whether every calibration in force was looked at since the program began: a new one may not be able to read what an older one wrote, and then it is learned again.</summary>
    private bool _hasLooked;

    /// <summary>Learns for every organization that has something new.</summary>
    /// <returns>How many versions were made.</returns>
    public async Task<int> LearnDueAsync(CancellationToken cancellationToken)
    {
        var made = 0;
        foreach (var organizationId in await DueAsync(cancellationToken))
        {
            try
            {
                while (await LearnAsync(organizationId, cancellationToken))
                {
                    made++;
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The others do not wait for it; what waits here is still there in the next round.
                Log.Failed(logger, organizationId, exception);
            }
        }

        return made;
    }

    /// <summary>Makes the next version of one organization.</summary>
    /// <returns>False: there was nothing to learn, not yet, or somebody else was faster.</returns>
    internal async Task<bool> LearnAsync(OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await LearningRow.EnsureAsync(database, organizationId, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = database.OpenTenant(organizationId);
        var status = await db.Set<Organization>().Select(organization => organization.Status).SingleOrDefaultAsync(cancellationToken);
        var learning = await db.Set<RoutingLearning>().AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (status != OrganizationStatus.Active || learning is not { Settings.IsOn: true })
        {
            return false;
        }

        var waiting = await OutcomeTexts.WaitingAsync(db, BatchOutcomes, now, cancellationToken);
        var relearn = await RelearnCauseAsync(db, learning, cancellationToken);
        var isTooSoon = waiting.Count < BatchOutcomes && learning.LearnedUtc > now - Pause;
        if (relearn is null && (waiting.Count == 0 || isTooSoon))
        {
            return false;
        }

        var made = await MakeAsync(db, learning, waiting, relearn, now, cancellationToken);
        return await SaveAsync(db, learning, made, waiting, now, cancellationToken);
    }

    private async Task<List<OrganizationId>> DueAsync(CancellationToken cancellationToken)
    {
        var model = GainModel.Current.Version;
        await using var db = database.OpenSystem();
        var waiting = await db.Set<RoutingOutcome>().Where(outcome => outcome.LearnedVersion == null).Select(outcome => outcome.OrganizationId).Distinct().ToListAsync(cancellationToken);
        var relearning = await db.Set<RoutingLearning>()
            .Where(learning => learning.RelearnWanted || (learning.InForceVersion > 0 && (learning.ModelVersion != model || !_hasLooked)))
            .Select(learning => learning.OrganizationId)
            .ToListAsync(cancellationToken);
        _hasLooked = true;
        return [.. waiting.Union(relearning)];
    }

    private async Task<CalibrationCause?> RelearnCauseAsync(ConsoleDbContext db, RoutingLearning learning, CancellationToken cancellationToken) =>
        learning.RelearnWanted ? CalibrationCause.TakenBack
        : learning.InForceVersion > 0
            && (learning.ModelVersion != GainModel.Current.Version || await calibrations.GetAsync(db, learning.InForceVersion, cancellationToken) is null) ? CalibrationCause.NewModel
        : null;

    private async Task<StoredCalibration> MakeAsync(
        ConsoleDbContext db, RoutingLearning learning, IReadOnlyList<OutcomeText> waiting, CalibrationCause? relearn, DateTime now, CancellationToken cancellationToken)
    {
        var (version, inForce) = (learning.LastVersion + 1, learning.InForceVersion);
        var passedOver = VersionRanges.Parse(
            await db.Set<StoredCalibration>().Where(stored => stored.Version == inForce).Select(stored => stored.PassedOver).SingleOrDefaultAsync(cancellationToken) ?? "");
        var policy = await OrganizationPolicy.LoadAsync(db, cancellationToken);
        var models = await catalog.CurrentAsync(cancellationToken);
        var (known, before) = relearn is null
            ? ([], inForce == 0 ? OutcomeCalibration.Empty : (await calibrations.GetAsync(db, inForce, cancellationToken))!)
            : (await OutcomeTexts.LearnedAsync(db, inForce, passedOver, MostOutcomes, now, cancellationToken), OutcomeCalibration.Empty);
        var calibration = before.With([.. known.Concat(waiting).Select(outcome => outcome.ToRouted(policy))], policy, models, now).At(version);
        return new()
        {
            OrganizationId = db.Scope.OrganizationId,
            Version = version,
            Calibration = calibration.ToBytes(),
            Outcomes = calibration.Outcomes,
            Trust = calibration.Trust,
            ModelVersion = GainModel.Current.Version,
            MadeUtc = now,
            Cause = relearn ?? CalibrationCause.Outcomes,
            Learned = waiting.Count,
            PassedOver = passedOver.With(inForce + 1, version - 1).ToString(),
        };
    }

    private async Task<bool> SaveAsync(
        ConsoleDbContext db, RoutingLearning learning, StoredCalibration made, IReadOnlyList<OutcomeText> learned, DateTime now, CancellationToken cancellationToken)
    {
        // What is learned again and has no outcome left is nothing.
        var inForce = made.Outcomes == 0 ? 0 : made.Version;
        var modelVersion = inForce == 0 ? "" : made.ModelVersion;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var taken = await db.Set<RoutingLearning>().Where(row => row.Revision == learning.Revision).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Revision, row => row.Revision + 1)
                .SetProperty(row => row.InForceVersion, inForce)
                .SetProperty(row => row.LastVersion, made.Version)
                .SetProperty(row => row.ModelVersion, modelVersion)
                .SetProperty(row => row.RelearnWanted, false)
                .SetProperty(row => row.LearnedUtc, now),
            cancellationToken);
        if (taken == 0)
        {
            return false;
        }

        var ids = learned.Select(outcome => outcome.Id).ToList();
        await db.Set<RoutingOutcome>().Where(outcome => ids.Contains(outcome.Id)).ExecuteUpdateAsync(set => set.SetProperty(outcome => outcome.LearnedVersion, made.Version), cancellationToken);
        db.Add(made);
        await OutcomeTexts.DeleteOldAsync(db, MostOutcomes, cancellationToken);
        await CalibrationPruning.RunAsync(db, inForce, now, cancellationToken);
        await audit.SaveAsync(db, Learner, made.OrganizationId, LearnedEvent(made), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static AuditEvent LearnedEvent(StoredCalibration made) => new(
        "routing.learned",
        $"organization:{made.OrganizationId}",
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["version"] = made.Version,
            ["cause"] = made.Cause.ToString(),
            ["learned"] = made.Learned,
            ["outcomes"] = made.Outcomes,
        });

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The routing of the organization {OrganizationId} could not learn now.")]
        public static partial void Failed(ILogger logger, OrganizationId organizationId, Exception exception);
    }
}
