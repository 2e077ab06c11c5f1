using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Completions.Learning;

/// <summary>Shows what an organization's routing has learned, and changes what it may learn from and which version stands. Every change is in the audit log.</summary>
public sealed class RoutingLearningService(
    ConsoleDatabase database, IAccessControl access, CatalogService catalog, CalibrationStore calibrations, IComparedCalls comparisons, AuditLog audit, TimeProvider time)
{
    private const int QuestionCharacters = 160;
    private const int DaysOfRate = 30;
    private const int MostAveraged = 100;
    private const int QuestionsRead = 300;
    private const int WordsShown = 8;
    private const int OriginsShown = 8;

    /// <summary>What was learned. Needs <see cref="Permission.ViewOrganization"/>.</summary>
    public async Task<LearningOverview> GetAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var learning = await StateAsync(db, cancellationToken);
        var calibration = learning.InForceVersion == 0 ? null : await calibrations.GetAsync(db, learning.InForceVersion, cancellationToken);
        var kept = await db.Set<RoutingOutcome>().GroupBy(outcome => outcome.Source).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        return new(
            learning.Settings,
            await Shown(db.Set<StoredCalibration>().Where(stored => stored.Version == learning.InForceVersion), learning.InForceVersion).SingleOrDefaultAsync(cancellationToken),
            await db.Set<RoutingOutcome>().CountAsync(outcome => outcome.LearnedVersion == null, cancellationToken),
            learning.RelearnWanted,
            kept,
            await db.Set<Organization>().Select(organization => organization.Features.DataRetentionDays).SingleAsync(cancellationToken) > 0)
        {
            OriginTrust = calibration is { Origins.Count: > 0 } ? calibration.OriginTrust : null,
            HasVersions = await db.Set<StoredCalibration>().AnyAsync(cancellationToken),
        };
    }

    /// <summary>The versions that are kept, newest first. Needs <see cref="Permission.ViewOrganization"/>.</summary>
    public async Task<Page<CalibrationVersion>> ListVersionsAsync(Actor actor, OrganizationId organizationId, PageRequest request, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var inForce = (await StateAsync(db, cancellationToken)).InForceVersion;
        var versions = db.Set<StoredCalibration>().OrderByDescending(stored => stored.Version).Skip(request.Skip).Take(request.Take);
        return new(await Shown(versions, inForce).ToListAsync(cancellationToken), await db.Set<StoredCalibration>().CountAsync(cancellationToken));
    }

    /// <summary>
    /// Comparisons of two models' answers, newest first. Needs <see cref="Permission.ViewOrganization"/>; their questions are for who may <see cref="Permission.ViewConversations"/>, their costs for who
    /// may <see cref="Permission.ViewCosts"/>.
    /// </summary>
    public async Task<Page<ComparisonItem>> ListComparisonsAsync(Actor actor, OrganizationId organizationId, PageRequest request, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        var seesCosts = await access.HasAsync(actor, Permission.ViewCosts, organizationId, cancellationToken);
        var mayRead = await access.HasAsync(actor, Permission.ViewConversations, organizationId, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = database.OpenTenant(organizationId);
        var items = await (
            from comparison in db.Set<ShadowComparison>()
            join call in db.Set<UsageRecord>() on new { comparison.OrganizationId, comparison.UsageRecordId } equals new { call.OrganizationId, UsageRecordId = call.Id }
            orderby comparison.Id descending
            select new ComparisonItem(
                comparison.Id,
                call.OccurredUtc,
                call.Id,
                call.ConversationId,
                call.ModelId,
                comparison.OtherModelId,
                comparison.State,
                comparison.SmallScore,
                comparison.LargeScore,
                seesCosts ? comparison.CostPicoUsd : null,
                mayRead
                    ? db.Set<UsageDetail>().Where(detail => detail.UsageRecordId == call.Id && detail.ExpiresUtc > now).Select(detail => detail.Prompt.Substring(0, QuestionCharacters)).FirstOrDefault()
                    : null,
                comparison.Note))
            .Skip(request.Skip).Take(request.Take)
            .ToListAsync(cancellationToken);
        return new(items, await db.Set<ShadowComparison>().CountAsync(cancellationToken));
    }

    /// <summary>The words that what was learned moves most, from the newest questions. Needs <see cref="Permission.ViewConversations"/>: they are people's words.</summary>
    public async Task<IReadOnlyList<LearnedWord>> ListWordsAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewConversations, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var inForce = (await StateAsync(db, cancellationToken)).InForceVersion;
        if (inForce == 0 || await calibrations.GetAsync(db, inForce, cancellationToken) is not { } calibration)
        {
            return [];
        }

        var learned = await OutcomeTexts.LearnedAsync(db, inForce, VersionRanges.None, QuestionsRead, time.GetUtcNow().UtcDateTime, cancellationToken);
        return LearnedWords.Of(calibration, learned.Select(outcome => outcome.Prompt), WordsShown);
    }

    /// <summary>The agents and job roles whose questions what was learned moves most. Needs <see cref="Permission.ViewOrganization"/>.</summary>
    public async Task<IReadOnlyList<LearnedOrigin>> ListOriginsAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var inForce = (await StateAsync(db, cancellationToken)).InForceVersion;
        return inForce == 0 || await calibrations.GetAsync(db, inForce, cancellationToken) is not { } calibration
            ? []
            : await LearnedOrigins.OfAsync(db, calibration, OriginsShown, cancellationToken);
    }

    /// <summary>What comparisons cost. Needs <see cref="Permission.ViewCosts"/>.</summary>
    public async Task<ShadowSpending> GetSpendingAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewCosts, organizationId, cancellationToken);
        var models = await catalog.CurrentAsync(cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        return await ShadowCosts.OfAsync(db, await StateAsync(db, cancellationToken), models, DaysOfRate, MostAveraged, time.GetUtcNow().UtcDateTime, cancellationToken);
    }

    /// <summary>Changes what may be learned from. Needs <see cref="Permission.EditRouting"/>. Where nothing is different nothing is written.</summary>
    /// <param name="seen">What it was as far as the editor knows.</param>
    /// <exception cref="InvalidInputException">All faults at once.</exception>
    /// <exception cref="EditConflictException">Somebody else changed it since.</exception>
    public async Task SaveSettingsAsync(Actor actor, OrganizationId organizationId, LearningSettings settings, LearningSettings seen, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.EditRouting, organizationId, cancellationToken);
        InvalidInputException.ThrowIfAny(LearningRules.Faults(settings, await catalog.CurrentAsync(cancellationToken), time.GetUtcNow().UtcDateTime));
        await LearningRow.EnsureAsync(database, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await LearningRow.LockAsync(db, cancellationToken);
        var learning = await db.Set<RoutingLearning>().SingleAsync(cancellationToken);
        if (learning.Settings != seen)
        {
            throw new EditConflictException("what routing learns from");
        }

        if (settings == seen)
        {
            return;
        }

        learning.Settings = settings;
        if (settings is { IsOn: true, FromThumbs: true } && seen is not { IsOn: true, FromThumbs: true })
        {
            await ThumbOutcomes.CollectAsync(db, OutcomeLearner.MostOutcomes, comparisons, time, cancellationToken);
        }

        await audit.SaveAsync(db, actor, organizationId, LearningRules.ChangedEvent(organizationId, seen, settings), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Puts another version in force, or with 0 none. Outcomes that come from now on are learned on top of it. Needs <see cref="Permission.EditRouting"/>.</summary>
    /// <param name="inForce">The version that is in force as far as the person knows.</param>
    /// <exception cref="InvalidInputException">There is no such version any more.</exception>
    /// <exception cref="EditConflictException">Another one is in force by now.</exception>
    public async Task RevertAsync(Actor actor, OrganizationId organizationId, int version, int inForce, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.EditRouting, organizationId, cancellationToken);
        await LearningRow.EnsureAsync(database, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await LearningRow.LockAsync(db, cancellationToken);
        var learning = await db.Set<RoutingLearning>().SingleAsync(cancellationToken);
        if (learning.InForceVersion != inForce)
        {
            throw new EditConflictException("which version is in force");
        }

        var wanted = await db.Set<StoredCalibration>().Where(stored => stored.Version == version).Select(stored => stored.ModelVersion).SingleOrDefaultAsync(cancellationToken);
        if (wanted is null && version != 0)
        {
            throw new InvalidInputException($"Version {version} is not kept any more.", "version");
        }

        // What an older program wrote and this one does not read is of no model that it knows: it is learned again.
        var isReadable = wanted is not null && await calibrations.GetAsync(db, version, cancellationToken) is not null;

        // What was taken back since is not to come back with an older version: then that one is learned again.
        var takenBackSince = version > 0 && await db.Set<StoredCalibration>().AnyAsync(stored => stored.Version > version && stored.Cause == CalibrationCause.TakenBack, cancellationToken);
        (learning.InForceVersion, learning.ModelVersion, learning.RelearnWanted) = (version, isReadable ? wanted! : "", version > 0 && (learning.RelearnWanted || takenBackSince));
        await audit.SaveAsync(db, actor, organizationId, RevertedEvent(organizationId, version, inForce), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<RoutingLearning> StateAsync(ConsoleDbContext db, CancellationToken cancellationToken) =>
        await db.Set<RoutingLearning>().AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? new() { OrganizationId = db.Scope.OrganizationId };

    private static IQueryable<CalibrationVersion> Shown(IQueryable<StoredCalibration> versions, int inForce) => versions.Select(stored => new CalibrationVersion(
        stored.Version, stored.MadeUtc, stored.Cause, stored.Outcomes, stored.Learned, stored.Trust, stored.ModelVersion, stored.Version == inForce));

    private static AuditEvent RevertedEvent(OrganizationId organizationId, int version, int before) => new(
        "routing.learning_reverted",
        $"organization:{organizationId}",
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["in_force"] = version,
            ["before"] = before,
        });
}
