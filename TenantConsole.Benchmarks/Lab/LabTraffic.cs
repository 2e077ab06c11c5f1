using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions.Cascade;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Core.Usage.Ledger;

namespace TenantConsole.Benchmarks.Lab;

/// <summary>An organization with so many answered questions over thirty days, each with its texts, its decision and, of a small model's answer, its verdict.</summary>
internal static class LabTraffic
{
    public const int Days = 30;
    private const int Chunk = 10_000;

    private static readonly string[] Questions =
    [
        "What is the status of ticket #{0}?", "Hi, who is on call for building {0} today?", "How do I reset the password of account {0}? It says that it is locked.",
        "Explain how the backup of share {0} works and how long a copy is kept before it is overwritten.", "Why does the printer on floor {0} show error {0} after the update of last night?",
        "Compare the two offers for machine {0}: the first costs less a month, the second has four years of service. Which one is cheaper over five years, and why?",
        "Analyze the root cause of outage {0} of the database and design a comprehensive disaster recovery strategy that keeps the loss below five minutes.",
        "We had a security breach on host {0}. What has to be told to whom, by when, and in which order?", "Summarize the change {0} in two sentences for people who do not work in IT.",
        "The service on node {0} logs `System.TimeoutException: The operation has timed out` twice an hour. Here is the configuration: timeout=30;retries=3;pool=50. What should I look at first?",
        "Could you list the documents that belong to project {0}?", "How many licences of product {0} do we have left if 40 % of 250 are used and 12 more are ordered?",
    ];

    private static readonly string[] Answers =
    [
        "It is open and in the hands of the network team. They found the faulty switch this morning, have ordered a replacement and expect to be done tomorrow. You will get a message when it is closed; until then the second line can be used without any restriction.",
        "I'm not sure. It may be the driver, or possibly the network; perhaps somebody on site could look at the display.",
        "First check which account is meant. Then open the self-service page, choose 'locked out', confirm with your phone and set a new password of at least twelve characters. If the page says that the account is still locked, wait for fifteen minutes, because the lock is lifted on its own then. Should it come back, a device with the old password is the usual cause: look at phones and mapped drives.",
        "Which one do you mean?",
        "40 % of 250 are 100, so 150 are left; with the 12 that are ordered there will be 162.",
    ];

    public static async Task<OrganizationId> FillAsync(ConsoleDatabase database, int count)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var organization = new Organization
        {
            Id = TypedId.New<OrganizationId>(TimeProvider.System),
            Slug = "lab",
            Name = "Lab",
            Industry = Industry.General,
            Size = OrganizationSize.Enterprise,
            Tier = Tier.Enterprise,
            TimeZone = "Europe/Berlin",
            AdminContactName = "",
            AdminContactEmail = "",
            CreatedUtc = now,
        };
        await using (var db = database.OpenSystem())
        {
            db.Add(organization);
            await db.SaveChangesAsync();
        }

        var patterns = Patterns(now);
        var from = now.AddDays(-Days);
        foreach (var chunk in Enumerable.Range(0, count).Chunk(Chunk))
        {
            await using var db = database.OpenSystem();
            await using var transaction = await db.Database.BeginTransactionAsync();
            var calls = chunk.Select(number => (Record: Record(organization.Id, number, from.AddSeconds((double)number * Days * 86_400 / count), patterns), Number: number)).ToList();
            var load = BulkLoad.In(db);
            await load.InsertAsync(LedgerTables.Records, calls.Select(call => call.Record), CancellationToken.None);
            await load.InsertAsync(LedgerTables.Details, calls.Select(call => Detail(call.Record, call.Number, patterns)), CancellationToken.None);
            await transaction.CommitAsync();
        }

        return organization.Id;
    }

    private static List<Pattern> Patterns(DateTime nowUtc)
    {
        var catalog = new ModelCatalog(CatalogSeed.Models);
        var patterns = new List<Pattern>();
        foreach (var question in Questions)
        {
            foreach (var answer in Answers)
            {
                var decision = Router.Decide(new RoutingRequest(string.Format(null, question, 4711)), RoutingPolicy.Default, catalog, nowUtc);
                var verdict = decision.ModelClass.IsSlm() ? VerdictJson.Write(AnswerJudge.Judge(question, answer, RoutingPolicy.Default.Cascade)) : null;
                patterns.Add(new(question, answer, decision, RoutingJson.Write(decision), verdict));
            }
        }

        return patterns;
    }

    private static UsageRecord Record(OrganizationId organization, int number, DateTime askedUtc, List<Pattern> patterns)
    {
        var decision = patterns[number % patterns.Count].Decision;
        return new()
        {
            OrganizationId = organization,
            Id = new(Guid.CreateVersion7(new DateTimeOffset(askedUtc))),
            RequestId = $"req-{number}",
            OccurredUtc = askedUtc,
            LocalDay = DateOnly.FromDateTime(askedUtc),
            Source = CompletionSource.Gateway,
            JobRole = number % 3 == 0 ? "operator" : null,
            ModelId = decision.ModelId,
            ModelClass = decision.ModelClass,
            Complexity = decision.Complexity,
            Strategy = decision.Strategy,
            Cascaded = false,
            Outcome = CompletionOutcome.Completed,
            InputTokens = 60 + (number % 200),
            CachedInputTokens = 0,
            OutputTokens = 40 + (number % 300),
            ReasoningTokens = 0,
            CostPicoUsd = 1_000_000 + number,
            BaselinePicoUsd = 2_000_000 + number,
            PriceVersion = "price",
            IsEstimated = false,
            ResponseMs = 900,
        };
    }

    private static UsageDetail Detail(UsageRecord record, int number, List<Pattern> patterns)
    {
        var pattern = patterns[number % patterns.Count];
        return new()
        {
            OrganizationId = record.OrganizationId,
            UsageRecordId = record.Id,
            Decision = pattern.Json,
            Verdict = pattern.Verdict,
            Prompt = string.Format(null, pattern.Question, number),
            Answer = pattern.Answer,
            ExpiresUtc = record.OccurredUtc.AddDays(90),
        };
    }

    private sealed record Pattern(string Question, string Answer, RoutingDecision Decision, string Json, string? Verdict);
}
