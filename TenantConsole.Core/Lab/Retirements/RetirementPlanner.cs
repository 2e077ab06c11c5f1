using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Core.Usage.Reports;

namespace TenantConsole.Core.Lab.Retirements;

/// <summary>
/// Tells an organization which of its models go when, what that concerns and what another model would have cost on its own last month; and puts the other one in place. The figures are
/// exact: tokens as the ledger's daily sums have them, by model, at the price in force now.
/// </summary>
public sealed class RetirementPlanner(ConsoleDatabase database, IAccessControl access, CatalogService catalog, RoutingPolicyService policies, AgentService agents, TimeProvider time)
{
    private const int LastMonthDays = 30;

    /// <summary>The plan. Needs <see cref="Permission.ViewOrganization"/>; use and costs besides <see cref="Permission.ViewCosts"/>.</summary>
    /// <exception cref="AccessDeniedException">There is no such organization, or the actor may not look at it.</exception>
    public async Task<RetirementPlan> PlanAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        var seesCosts = await access.HasAsync(actor, Permission.ViewCosts, organizationId, cancellationToken);
        var models = await catalog.CurrentAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = database.OpenTenant(organizationId);
        var policy = await OrganizationPolicy.LoadAsync(db, cancellationToken);
        var retiring = models.Models.Where(model => model.ShutdownUtc is not null).ToList();
        var names = retiring.Select(model => model.Id).ToList();
        var own = (await AgentDirectory.Live(db).Where(agent => names.Contains(agent.ModelId)).OrderBy(agent => agent.SearchName).ThenBy(agent => agent.Id)
            .Select(agent => new { agent.ModelId, Agent = new RetiringAgent(agent.Id, agent.Name, agent.UsesRouter, agent.IsEnabled, agent.Version) }).ToListAsync(cancellationToken))
            .ToLookup(agent => agent.ModelId, agent => agent.Agent, StringComparer.Ordinal);
        var zone = LocalCalendar.Zone(await db.Set<Organization>().Select(organization => organization.TimeZone).SingleAsync(cancellationToken));
        var period = ReportPeriod.LastDays(LastMonthDays, LocalCalendar.DayOf(now, zone));
        var judge = await db.Set<RoutingLearning>().Where(learning => learning.Settings.IsOn && learning.Settings.ShadowShare > 0)
            .Select(learning => learning.Settings.JudgeModelId).SingleOrDefaultAsync(cancellationToken);
        var use = seesCosts ? await UseAsync(db, period, cancellationToken) : null;
        return new(
            period.From,
            period.LastDay,
            policy.Version,
            seesCosts,
            [.. retiring.Select(model => Of(model, models, policy, [.. own[model.Id]], use, judge == model.Id, now)).Where(retirement => !retirement.IsOver || retirement.Affects)
                .OrderBy(retirement => retirement.ShutdownUtc).ThenBy(retirement => retirement.ModelId, StringComparer.Ordinal)],
            [.. models.Models.Where(model => model.Class.IsChat() && !model.IsShutDownAt(now) && model.PriceAt(now) is not null)
                .OrderBy(model => model.Class).ThenBy(model => model.Id, StringComparer.Ordinal)
                .Select(model => new ReplacementModel(model.Id, model.Class, model.ShutdownUtc, model.PriceAt(now)!))]);
    }

    /// <summary>What a replacement would change in the policy in force. Nothing is written. Needs <see cref="Permission.ViewOrganization"/>.</summary>
    /// <exception cref="AccessDeniedException">There is no such organization, or the actor may not look at it.</exception>
    /// <exception cref="InvalidInputException">The replacement is no model that can be asked.</exception>
    public async Task<ReplacementPreview> PreviewAsync(Actor actor, OrganizationId organizationId, string modelId, string replacementId, CancellationToken cancellationToken)
    {
        var policy = await policies.CurrentAsync(actor, organizationId, cancellationToken);
        await RequireReplacementAsync(modelId, replacementId, cancellationToken);
        var changed = PolicyModels.Replace(policy, modelId, replacementId);
        return new(policy.Version, PolicyDiff.Between(policy, changed), changed.Validate(await catalog.CurrentAsync(cancellationToken), time.GetUtcNow().UtcDateTime));
    }

    /// <summary>
    /// Puts the replacement in place: first in the policy, as its next version, then in the agents one by one, each change audited by itself. What somebody changed meanwhile is left alone and
    /// told; doing it again does what is left. The policy needs <see cref="Permission.EditRouting"/>, agents <see cref="Permission.ManageAgents"/>.
    /// </summary>
    /// <exception cref="AccessDeniedException">There is no such organization, or the actor may not.</exception>
    /// <exception cref="InvalidInputException">The replacement is no model that can be asked, or the policy would not do with it. Nothing was changed.</exception>
    public async Task<ReplacementResult> ReplaceAsync(Actor actor, ModelReplacement wanted, CancellationToken cancellationToken)
    {
        var organizationId = wanted.OrganizationId;
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        if (wanted.PolicyVersion is not null)
        {
            await access.RequireAsync(actor, Permission.EditRouting, organizationId, cancellationToken);
        }

        if (wanted.Agents.Count > 0)
        {
            await access.RequireAsync(actor, Permission.ManageAgents, organizationId, cancellationToken);
        }

        var model = await RequireReplacementAsync(wanted.ModelId, wanted.ReplacementId, cancellationToken);
        var leftAlone = new List<string>();
        var saved = wanted.PolicyVersion is { } version ? await ReplaceInPolicyAsync(actor, wanted, model, version, leftAlone, cancellationToken) : null;
        var changed = await ReplaceInAgentsAsync(actor, wanted, leftAlone, cancellationToken);
        return new(saved, changed, leftAlone);
    }

    private async Task<int?> ReplaceInPolicyAsync(Actor actor, ModelReplacement wanted, ModelDescriptor model, int version, List<string> leftAlone, CancellationToken cancellationToken)
    {
        var policy = await policies.CurrentAsync(actor, wanted.OrganizationId, cancellationToken);
        var changed = PolicyModels.Replace(policy, wanted.ModelId, wanted.ReplacementId);
        var end = model.ShutdownUtc is { } shutdown ? string.Create(CultureInfo.InvariantCulture, $", which shuts down on {shutdown:yyyy-MM-dd}") : "";
        try
        {
            // The version that was seen goes along: who saved another meanwhile is told so and not overwritten.
            var saved = await policies.SaveAsync(actor, wanted.OrganizationId, changed with { Version = version }, $"{wanted.ReplacementId} instead of {wanted.ModelId}{end}", cancellationToken);
            return saved.Version == policy.Version ? null : saved.Version;
        }
        catch (EditConflictException)
        {
            leftAlone.Add("The routing policy was changed by somebody else meanwhile and is as they left it.");
            return null;
        }
    }

    private async Task<int> ReplaceInAgentsAsync(Actor actor, ModelReplacement wanted, List<string> leftAlone, CancellationToken cancellationToken)
    {
        var changed = 0;
        foreach (var (id, version) in wanted.Agents.Select(agent => (agent.Id, agent.Version)))
        {
            Agent? agent;
            await using (var db = database.OpenTenant(wanted.OrganizationId))
            {
                agent = await AgentDirectory.Live(db).AsNoTracking().SingleOrDefaultAsync(candidate => candidate.Id == id, cancellationToken);
            }

            try
            {
                if (agent is null || agent.ModelId != wanted.ModelId)
                {
                    leftAlone.Add(agent is null ? "An agent is gone." : $"{agent.Name} has another model already.");
                    continue;
                }

                await agents.UpdateAsync(actor, wanted.OrganizationId, id, AgentDraft.Of(agent) with { ModelId = wanted.ReplacementId }, version, cancellationToken);
                changed++;
            }
            catch (EditConflictException)
            {
                leftAlone.Add($"{agent!.Name} was changed by somebody else meanwhile.");
            }
            catch (InvalidInputException fault)
            {
                leftAlone.Add($"{agent!.Name}: {fault.Message}");
            }
        }

        return changed;
    }

    /// <summary>Returns the model that goes.</summary>
    private async Task<ModelDescriptor> RequireReplacementAsync(string modelId, string replacementId, CancellationToken cancellationToken)
    {
        var models = await catalog.CurrentAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        if (models.Find(replacementId) is not { } replacement || !replacement.Class.IsChat() || replacement.IsShutDownAt(now) || replacement.PriceAt(now) is null || replacementId == modelId)
        {
            throw new InvalidInputException("Choose a chat model that is not shut down and has a price.", "replacement");
        }

        return models.Find(modelId) ?? throw new InvalidInputException($"There is no model '{modelId}' in the catalogue.", "model");
    }

    private static async Task<Dictionary<string, RetiringUse>> UseAsync(ConsoleDbContext db, ReportPeriod period, CancellationToken cancellationToken)
    {
        var (from, until) = (period.From, period.Until);
        var sums = await db.Set<DailyUsage>().Where(usage => usage.Day >= from && usage.Day < until).GroupBy(usage => usage.ModelId)
            .Select(group => new
            {
                group.Key,
                Queries = group.Sum(usage => usage.Queries),
                Input = group.Sum(usage => usage.InputTokens),
                Cached = group.Sum(usage => usage.CachedInputTokens),
                Output = group.Sum(usage => usage.OutputTokens),
                Reasoning = group.Sum(usage => usage.ReasoningTokens),
                Cost = group.Sum(usage => usage.CostPicoUsd),
            })
            .ToListAsync(cancellationToken);
        return sums.ToDictionary(sum => sum.Key, sum => new RetiringUse(sum.Queries, new(sum.Input, sum.Cached, sum.Output, sum.Reasoning), sum.Cost), StringComparer.Ordinal);
    }

    private static Retirement Of(ModelDescriptor model, ModelCatalog models, RoutingPolicy policy, IReadOnlyList<RetiringAgent> agents, Dictionary<string, RetiringUse>? use, bool judgesAnswers, DateTime nowUtc)
    {
        var shutdown = model.ShutdownUtc!.Value;
        var resolution = models.Resolve(model.Id, shutdown > nowUtc ? shutdown : nowUtc);
        return new(
            model.Id,
            model.Class,
            shutdown,
            shutdown <= nowUtc,
            resolution.Model?.Id,
            resolution.IsAvailable ? null : resolution.Explanation,
            PolicyModels.PlacesOf(policy, model.Id),
            agents,
            use is null ? null : use.GetValueOrDefault(model.Id, RetiringUse.None),
            judgesAnswers);
    }
}
