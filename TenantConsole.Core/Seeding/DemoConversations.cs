using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Roles;
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
    private const string JobRole = "operator";

    private static readonly ModelCatalog Catalog = new(CatalogSeed.Models);

    /// <summary>Adds them to a context of the system in which the organization's calls are saved already; the caller saves. A question that no call fits is left out with what follows it.</summary>
    public static async Task AddAsync(
        ConsoleDbContext db, Organization organization, IReadOnlyList<DemoTalk> talks, SeededRandom random, DateTime untilUtc, CancellationToken cancellationToken)
    {
        var roles = await db.Set<JobRole>().Where(role => role.OrganizationId == organization.Id).ToListAsync(cancellationToken);
        var policy = OrganizationPolicy.Of(organization.Preferences, roles, RoutingPolicy.Default with { Strategy = RoutingStrategy.Rules });
        foreach (var talk in talks)
        {
            var begun = untilUtc.AddDays(-talk.DaysAgo);
            var calls = await db.Set<UsageRecord>().AsNoTracking()
                .Where(call => call.OrganizationId == organization.Id && call.OccurredUtc >= begun && call.Source == CompletionSource.Agent && call.JobRole == JobRole
                    && call.Outcome == CompletionOutcome.Completed && !call.Cascaded)
                .OrderBy(call => call.Id)
                .Take(500)
                .ToListAsync(cancellationToken);
            Add(db, organization, talk, calls, policy, random);
        }
    }

    private static void Add(ConsoleDbContext db, Organization organization, DemoTalk talk, List<UsageRecord> calls, RoutingPolicy policy, SeededRandom random)
    {
        Conversation? conversation = null;
        var next = 0;
        foreach (var (index, (question, answer)) in talk.Turns.Index())
        {
            var (at, decision) = Find(policy, question, calls, next, turns: index + 1);
            if (at < 0)
            {
                return;
            }

            var call = calls[at];
            next = at + 1;
            var answered = call.OccurredUtc.AddMilliseconds(call.ResponseMs);
            var expires = answered.AddDays(organization.Features.DataRetentionDays);
            if (conversation is null)
            {
                conversation = Begin(organization, question, call.OccurredUtc, expires, random);
                db.Add(conversation);
            }

            (conversation.LastTurn, conversation.MessageCount, conversation.LastMessageUtc) = (index + 1, 2 * (index + 1), answered);
            db.Add(Message(conversation, call, MessageRole.Question, question, call.OccurredUtc, expires, random));
            db.Add(Message(conversation, call, MessageRole.Answer, answer, answered, expires, random));
            db.Add(new UsageDetail
            {
                OrganizationId = organization.Id,
                UsageRecordId = call.Id,
                Decision = RoutingJson.Write(decision!),
                Prompt = question,
                Answer = answer,
                ExpiresUtc = expires,
            });
        }
    }

    private static (int At, RoutingDecision? Decision) Find(RoutingPolicy policy, string question, List<UsageRecord> calls, int from, int turns)
    {
        for (var at = from; at < calls.Count; at++)
        {
            var decision = Router.Decide(new RoutingRequest(question, JobRole, turns), policy, Catalog, calls[at].OccurredUtc);
            if (decision.Complexity == calls[at].Complexity && decision.ModelId == calls[at].ModelId)
            {
                return (at, decision);
            }
        }

        return (-1, null);
    }

    private static Conversation Begin(Organization organization, string question, DateTime utc, DateTime expiresUtc, SeededRandom random) => new()
    {
        OrganizationId = organization.Id,
        Id = random.Id<ConversationId>(utc),
        Source = ConversationSource.Agent,
        Title = ConversationTitle.Of(question),
        TitleExpiresUtc = expiresUtc,
        CreatedUtc = utc,
        LastMessageUtc = utc,
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
