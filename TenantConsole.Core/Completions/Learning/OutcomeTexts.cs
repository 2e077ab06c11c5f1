using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Completions.Learning;

/// <summary>Reads outcomes with their questions, as far as the organization still keeps these.</summary>
internal static class OutcomeTexts
{
    /// <summary>Of longer questions no more is read for the estimate.</summary>
    private const int MostCharacters = 16_384;

    /// <summary>The oldest ones that nobody has learned. Those whose question is gone by now will never be learned and are deleted.</summary>
    public static async Task<IReadOnlyList<OutcomeText>> WaitingAsync(ConsoleDbContext db, int most, DateTime nowUtc, CancellationToken cancellationToken)
    {
        while (true)
        {
            var ids = await db.Set<RoutingOutcome>().Where(outcome => outcome.LearnedVersion == null).OrderBy(outcome => outcome.Id).Take(most).Select(outcome => outcome.Id).ToListAsync(cancellationToken);
            var found = await Texts(db, db.Set<RoutingOutcome>().Where(outcome => ids.Contains(outcome.Id)), nowUtc).ToListAsync(cancellationToken);
            var gone = ids.Except(found.Select(outcome => outcome.Id)).ToList();
            if (gone.Count == 0)
            {
                return found;
            }

            await db.Set<RoutingOutcome>().Where(outcome => gone.Contains(outcome.Id) && outcome.LearnedVersion == null).ExecuteDeleteAsync(cancellationToken);
        }
    }

    /// <summary>The newest ones that a version knows, oldest first.</summary>
    public static async Task<IReadOnlyList<OutcomeText>> LearnedAsync(
        ConsoleDbContext db, int version, VersionRanges passedOver, int most, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var learned = await db.Set<RoutingOutcome>().Where(outcome => outcome.LearnedVersion <= version).OrderByDescending(outcome => outcome.Id)
            .Select(outcome => new { outcome.Id, outcome.LearnedVersion })
            .ToListAsync(cancellationToken);
        var ids = learned.Where(outcome => !passedOver.Holds(outcome.LearnedVersion!.Value)).Take(most).Select(outcome => outcome.Id).Reverse().ToList();
        var texts = new List<OutcomeText>(ids.Count);
        foreach (var chunk in ids.Chunk(500))
        {
            texts.AddRange(await Texts(db, db.Set<RoutingOutcome>().Where(outcome => chunk.Contains(outcome.Id)), nowUtc).ToListAsync(cancellationToken));
        }

        return texts;
    }

    /// <summary>Deletes what is older than the newest ones; what was learned from it stays learned.</summary>
    public static async Task DeleteOldAsync(ConsoleDbContext db, int kept, CancellationToken cancellationToken)
    {
        var old = await db.Set<RoutingOutcome>().OrderByDescending(outcome => outcome.Id).Skip(kept).Take(1_000).Select(outcome => outcome.Id).ToListAsync(cancellationToken);
        if (old.Count > 0)
        {
            await db.Set<RoutingOutcome>().Where(outcome => old.Contains(outcome.Id)).ExecuteDeleteAsync(cancellationToken);
        }
    }

    private static IQueryable<OutcomeText> Texts(ConsoleDbContext db, IQueryable<RoutingOutcome> outcomes, DateTime nowUtc) =>
        from outcome in outcomes
        join detail in db.Set<UsageDetail>() on new { outcome.OrganizationId, outcome.UsageRecordId } equals new { detail.OrganizationId, detail.UsageRecordId }
        join call in db.Set<UsageRecord>() on new { outcome.OrganizationId, outcome.UsageRecordId } equals new { call.OrganizationId, UsageRecordId = call.Id }
        where detail.ExpiresUtc > nowUtc
        orderby outcome.Id
        select new OutcomeText(outcome.Id, outcome.SmallScore, outcome.LargeScore, detail.Prompt.Substring(0, MostCharacters), call.AgentId, call.JobRole);
}
