using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Lab;

/// <summary>Shows on an organization's own recent questions what a policy would mean, before it is saved. Nobody is asked and nothing is bought.</summary>
public sealed class RoutingLab(ConsoleDatabase database, IAccessControl access, CatalogService catalog, CalibrationStore calibrations, TimeProvider time)
{
    /// <summary>The most questions that an answer while somebody waits is drawn from.</summary>
    public const int MostSampled = 2_000;

    private const int LongestDays = 92;
    private const int MostExamples = 5;

    /// <summary>What a changed policy would have changed in the last days, against the policy in force. Needs <see cref="Permission.EditRouting"/>.</summary>
    /// <param name="changed">Job roles are the organization's, whatever it says of them.</param>
    /// <param name="days">1..92; texts that the organization's retention no longer covers are left out.</param>
    /// <exception cref="InvalidInputException">The policy could not be saved; the message has every fault.</exception>
    public async Task<PolicyEffect> EffectAsync(Actor actor, OrganizationId organizationId, RoutingPolicy changed, int days, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.EditRouting, organizationId, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        var models = await catalog.CurrentAsync(cancellationToken);
        changed.Checked(models, now);
        var (current, learned, period) = await StandingAsync(organizationId, days, now, cancellationToken);
        var sample = await new StoredTraffic(database, organizationId, now).SampleAsync(period, MostSampled, cancellationToken);
        var mayRead = await access.HasAsync(actor, Permission.ViewConversations, organizationId, cancellationToken);
        var replay = new TrafficReplay(current, changed with { JobRoles = current.JobRoles }, models, now, learned);
        return await Task.Run(
            () =>
            {
                var (tally, examples) = (new ReplayTally(), new List<ReplayedQuestion>(MostExamples));
                foreach (var question in sample.Questions)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var replayed = replay.Replay(question);
                    tally.Add(replayed);
                    if (mayRead && replayed.Flip is not null && examples.Count < MostExamples)
                    {
                        examples.Add(replayed);
                    }
                }

                return new PolicyEffect(period, tally.Totals(), sample.InPeriod, sample.IsSample, examples);
            },
            cancellationToken);
    }

    /// <summary>What each position of a policy's dial would mean. Needs <see cref="Permission.ViewOrganization"/>; costs are for who may <see cref="Permission.ViewCosts"/>.</summary>
    /// <param name="policy">All of it counts but its dial and its job roles.</param>
    /// <inheritdoc cref="EffectAsync"/>
    public async Task<DialCurve> DialCurveAsync(Actor actor, OrganizationId organizationId, RoutingPolicy policy, int days, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        var models = await catalog.CurrentAsync(cancellationToken);
        policy.Checked(models, now);
        var (current, learned, period) = await StandingAsync(organizationId, days, now, cancellationToken);
        var traffic = new StoredTraffic(database, organizationId, now);
        if (policy.Strategy == RoutingStrategy.Rules)
        {
            return new(period, [], 0, await traffic.CountAsync(period, cancellationToken), false);
        }

        var withCosts = await access.HasAsync(actor, Permission.ViewCosts, organizationId, cancellationToken);
        var sample = await traffic.SampleAsync(period, MostSampled, cancellationToken);
        var reader = new DialReader(policy with { JobRoles = current.JobRoles }, models, now, learned);
        await Task.Run(
            () =>
            {
                foreach (var question in sample.Questions)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    reader.Add(question);
                }
            },
            cancellationToken);
        return new(period, reader.Points(withCosts), reader.Questions, sample.InPeriod, sample.IsSample);
    }

    /// <summary>The policy and the calibration in force, and the days before now as far as texts are kept.</summary>
    private async Task<(RoutingPolicy Current, OutcomeCalibration? Learned, TrafficPeriod Period)> StandingAsync(OrganizationId organizationId, int days, DateTime nowUtc, CancellationToken cancellationToken)
    {
        await using var db = database.OpenTenant(organizationId);
        var kept = await db.Set<Organization>().Select(organization => (int?)organization.Features.DataRetentionDays).SingleOrDefaultAsync(cancellationToken) ?? throw new AccessDeniedException();
        var length = Math.Min(Math.Clamp(days, 1, LongestDays), kept);
        return (await OrganizationPolicy.LoadAsync(db, cancellationToken), (await calibrations.LoadAsync(db, cancellationToken)).Calibration, new(nowUtc.AddDays(-length), nowUtc));
    }
}
