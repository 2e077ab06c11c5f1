using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Seeding;

/// <summary>
/// Puts words to some of a demo organization's calls: a question is decided by the real router, and the next call of an agent that was decided the same way becomes its own. So every
/// message has a call in the ledger whose model and complexity are what the question would have got.
/// </summary>
internal static class DemoConversations
{
    private const int MostCallsRead = 3_000;

    private static readonly ModelCatalog Catalog = new(CatalogSeed.Models);

    /// <summary>Adds them to a context of the system in which the organization's calls are saved already; the caller saves. A talk that no agent's calls fit is left out.</summary>
    public static async Task AddAsync(
        ConsoleDbContext db, Organization organization, IReadOnlyList<DemoTalk> talks, SeededRandom random, DateTime untilUtc, CancellationToken cancellationToken)
    {
        var policy = await DemoCalls.PolicyAsync(db, organization, cancellationToken);
        foreach (var talk in talks)
        {
            var begun = untilUtc.AddDays(-talk.DaysAgo);
            var calls = await db.Set<UsageRecord>().AsNoTracking()
                .Where(call => call.OrganizationId == organization.Id && call.OccurredUtc >= begun && call.AgentId != null && call.Outcome == CompletionOutcome.Completed && !call.Cascaded)
                .OrderBy(call => call.Id)
                .Take(MostCallsRead)
                .ToListAsync(cancellationToken);
            var fitting = calls.GroupBy(call => call.AgentId).Select(ofOneAgent => Fit(talk, [.. ofOneAgent], policy)).FirstOrDefault(turns => turns is not null);
            if (fitting is not null)
            {
                Add(db, organization, talk, fitting, random);
            }
        }
    }

    /// <summary>The calls of one agent that the talk's questions could have been, in their order; null where one has none.</summary>
    private static List<(UsageRecord Call, RoutingDecision Decision)>? Fit(DemoTalk talk, List<UsageRecord> calls, RoutingPolicy policy)
    {
        var turns = new List<(UsageRecord Call, RoutingDecision Decision)>();
        var next = 0;
        foreach (var (index, (question, _)) in talk.Turns.Index())
        {
            var (at, decision) = Find(policy, question, calls, next, turn: index + 1);
            if (decision is null)
            {
                return null;
            }

            turns.Add((calls[at], decision));
            next = at + 1;
        }

        return turns;
    }

    /// <summary>The next call that the question could have been.</summary>
    internal static (int At, RoutingDecision? Decision) Find(RoutingPolicy policy, string question, List<UsageRecord> calls, int from, int turn)
    {
        for (var at = from; at < calls.Count; at++)
        {
            var decision = Router.Decide(new RoutingRequest(question, calls[at].JobRole, turn), policy, Catalog, calls[at].OccurredUtc);
            if (decision.Complexity == calls[at].Complexity && decision.ModelId == calls[at].ModelId)
            {
                return (at, decision);
            }
        }

        return (-1, null);
    }

    private static void Add(ConsoleDbContext db, Organization organization, DemoTalk talk, List<(UsageRecord Call, RoutingDecision Decision)> turns, SeededRandom random)
    {
        var first = turns[0].Call;
        var retention = TimeSpan.FromDays(organization.Features.DataRetentionDays);
        var conversation = Begin(organization, first, talk.Turns[0].Question, first.OccurredUtc + retention, random);
        db.Add(conversation);
        foreach (var (index, (call, decision)) in turns.Index())
        {
            var (question, answer) = talk.Turns[index];
            var answered = call.OccurredUtc.AddMilliseconds(call.ResponseMs);
            var expires = answered + retention;
            (conversation.LastTurn, conversation.MessageCount, conversation.LastMessageUtc) = (index + 1, 2 * (index + 1), answered);
            db.Add(Message(conversation, call, MessageRole.Question, question, call.OccurredUtc, expires, random));
            db.Add(Message(conversation, call, MessageRole.Answer, answer, answered, expires, random));
            db.Add(DemoCalls.Detail(organization, call, decision, question, answer));
        }
    }

    private static Conversation Begin(Organization organization, UsageRecord first, string question, DateTime expiresUtc, SeededRandom random) => new()
    {
        OrganizationId = organization.Id,
        Id = random.Id<ConversationId>(first.OccurredUtc),
        Source = ConversationSource.Agent,
        AgentId = first.AgentId,
        Title = ConversationTitle.Of(question),
        TitleExpiresUtc = expiresUtc,
        CreatedUtc = first.OccurredUtc,
        LastMessageUtc = first.OccurredUtc,
    };

    private static ConversationMessage Message(
        Conversation conversation, UsageRecord call, MessageRole role, string text, DateTime utc, DateTime expiresUtc, SeededRandom random) => new()
        {
            OrganizationId = conversation.OrganizationId,
            Id = random.Id<MessageId>(utc),
            ConversationId = conversation.Id,
            Turn = conversation.LastTurn,
            Role = role,
            Text = text,
            ExpiresUtc = expiresUtc,
            WrittenUtc = utc,
            RequestId = call.RequestId,
            UsageRecordId = role == MessageRole.Answer ? call.Id : null,
            JobRole = role == MessageRole.Question ? call.JobRole : null,
            State = role == MessageRole.Question ? QuestionState.Answered : null,
        };
}
