using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions.Learning;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Seeding;

/// <summary>
/// Puts questions and thumbs to some of a demo organization's calls, so that its routing has something to learn: small models do badly with its ledgers here, well with what
/// people book, and now so, now so with its logs. The questions differ in these words alone, so that hardly another question is routed otherwise for it. As with the talks, each question is one that the router would have given to the call's model.
/// </summary>
internal static class DemoOutcomes
{
    private const int Days = 20;
    private const int MostCallsRead = 4_000;

    /// <summary>A verdict of a thousand is another than the topic's usual one.</summary>
    private const int Unusual = 120;
    private const int Even = 500;

    private static readonly string[] Branches = ["Zurich", "Lisbon", "Tallinn", "Porto", "Ghent", "Turin", "Malmo", "Graz", "Bergen", "Leeds", "Cork", "Lyon"];
    private static readonly string[] Months = ["August", "September", "October"];
    private static readonly string[] Logs = ["recovery log", "outage log", "database log"];
    private static readonly string[] Things = ["meeting room", "parking space", "loan laptop"];

    /// <summary>Adds them to a context of the system in which the organization's calls and talks are; the caller saves.</summary>
    public static async Task AddAsync(ConsoleDbContext db, Organization organization, SeededRandom random, DateTime untilUtc, CancellationToken cancellationToken)
    {
        var policy = await DemoCalls.PolicyAsync(db, organization, cancellationToken);
        var begun = untilUtc.AddDays(-Days);
        var calls = await db.Set<UsageRecord>().AsNoTracking()
            .Where(call => call.OrganizationId == organization.Id && call.OccurredUtc >= begun && call.AgentId != null && call.Outcome == CompletionOutcome.Completed
                && !call.Cascaded && call.ModelClass == ModelClass.Small)
            .OrderBy(call => call.Id)
            .Take(MostCallsRead)
            .ToListAsync(cancellationToken);
        var told = db.Set<UsageDetail>().Local.Select(detail => detail.UsageRecordId).ToHashSet();
        calls.RemoveAll(call => told.Contains(call.Id));
        var person = random.Id<UserId>(begun);
        var next = 0;
        foreach (var (question, usual) in Questions())
        {
            var (at, decision) = DemoConversations.Find(policy, question, calls, next, turn: 1);
            if (decision is null)
            {
                return;
            }

            Add(db, organization, calls[at], decision, question, Thumb(usual, random), person, random);
            next = at + 1;
        }
    }

    /// <summary>With the verdict that the topic usually gets; null: now one, now the other.</summary>
    private static IEnumerable<(string Question, AnswerVerdict? Usual)> Questions() =>
        from month in Months.Index()
        from branch in Branches
        from question in new (string, AnswerVerdict?)[]
        {
            ($"Where is the {month.Item} ledger of the {branch} branch?", AnswerVerdict.Bad),
            ($"Where is the {Things[month.Index]} of the {branch} branch?", AnswerVerdict.Good),
            ($"Where is the {Logs[month.Index]} of the {branch} branch?", null),
        }
        select question;

    private static void Add(
        ConsoleDbContext db, Organization organization, UsageRecord call, RoutingDecision decision, string question, AnswerVerdict thumb, UserId person, SeededRandom random)
    {
        var answered = call.OccurredUtc.AddMilliseconds(call.ResponseMs);
        var scores = OutcomeScores.OfThumb(thumb, call, verdict: null)!.Value;
        db.Add(DemoCalls.Detail(
            organization, call, decision, question, "Open the service portal, choose the fitting form and follow its steps. Who is responsible is named at its end."));
        db.Add(new AnswerFeedback { OrganizationId = organization.Id, UsageRecordId = call.Id, UserId = person, Verdict = thumb, GivenUtc = answered.AddMinutes(1) });
        db.Add(new RoutingOutcome
        {
            OrganizationId = organization.Id,
            Id = random.Id<RoutingOutcomeId>(answered.AddMinutes(1)),
            UsageRecordId = call.Id,
            Source = OutcomeSource.Thumb,
            UserId = person,
            SmallScore = scores.Small,
            LargeScore = scores.Large,
        });
    }

    private static AnswerVerdict Thumb(AnswerVerdict? usual, SeededRandom random) =>
        random.Chance(usual is null ? Even : Unusual) == (usual == AnswerVerdict.Good) ? AnswerVerdict.Bad : AnswerVerdict.Good;
}
