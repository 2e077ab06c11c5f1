using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Seeding;

/// <summary>
/// Puts questions to a share of a demo organization's calls of the last week, so that a changed policy has something to show its effect on. As with the talks, each question is one that the
/// router would have given to the call's model.
/// </summary>
internal static class DemoQuestions
{
    private const int Days = 7;
    private const int Most = 160;
    private const int Tries = 6;

    private static readonly string[] Things =
    [
        "the VPN client", "the payroll export", "the customer portal", "the shared mailbox", "the badge reader", "the nightly backup", "the reporting warehouse", "the card terminal", "the ticket queue",
        "the print server", "the archive", "the time sheet", "the test environment", "the expense form", "the phone system", "the onboarding checklist",
    ];

    private static readonly Dictionary<Complexity, string[]> Questions = new()
    {
        [Complexity.Simple] = ["What is the status of {0}?", "Who is responsible for {0}?", "Where is the manual of {0}?", "When is {0} maintained?", "Show me the owner of {0}."],
        [Complexity.Moderate] =
        [
            "Explain how to request access to {0} and describe the steps in order.", "What is the difference between the old and the new version of {0}, and why was it changed?",
            "Summarize the process by which {0} is handed over at the end of a month.", "How does {0} work for somebody who is not in the office? Describe it briefly.",
        ],
        [Complexity.Complex] =
        [
            "Analyze why {0} was slow on Monday and recommend what to change first, with the reason.", "Compare two ways to replace {0} and evaluate cost and risk of each for a team of twelve.",
            "Design a plan to move {0} to another provider without an interruption, and troubleshoot what could go wrong.", "Evaluate whether {0} should be bought or built, and recommend a strategy for three years.",
        ],
        [Complexity.Critical] =
        [
            "There was a security breach in {0}. Analyze what has to be done at once, who must be told, and design the steps to contain it.",
            "A compliance violation was found in {0} by the audit. Analyze the root cause and recommend a detailed plan for the regulator.",
        ],
    };

    private static readonly Dictionary<Complexity, string> Answers = new()
    {
        [Complexity.Simple] = "It is in the service portal, on the page of that name, with its owner and the date of the last change.",
        [Complexity.Moderate] = "1. Open the service portal and choose the form.\n2. Name the reason and your team.\n3. Your manager confirms.\n4. Access is there within one working day.",
        [Complexity.Complex] = "**Most likely** it is one cause with two effects. Begin with the cheaper change, measure for a week, and decide then; the second change is dear and hard to take back.",
        [Complexity.Critical] = "**At once:** cut the connection, keep every log, tell security and compliance. **Today:** find what was reached. **This week:** tell those concerned, and close the cause.",
    };

    /// <summary>Adds them to a context of the system in which the organization's calls, talks and outcomes are; the caller saves.</summary>
    public static async Task AddAsync(ConsoleDbContext db, Organization organization, SeededRandom random, DateTime untilUtc, CancellationToken cancellationToken)
    {
        var policy = await DemoCalls.PolicyAsync(db, organization, cancellationToken);
        var begun = untilUtc.AddDays(-Days);
        var calls = await db.Set<UsageRecord>().AsNoTracking()
            .Where(call => call.OrganizationId == organization.Id && call.OccurredUtc >= begun && call.Outcome == CompletionOutcome.Completed && !call.Cascaded)
            .OrderBy(call => call.Id)
            .ToListAsync(cancellationToken);
        var told = db.Set<UsageDetail>().Local.Select(detail => detail.UsageRecordId).ToHashSet();
        var step = Math.Max(1, calls.Count / Most);
        foreach (var call in calls.Where((call, i) => i % step == 0 && !told.Contains(call.Id)))
        {
            if (Fit(policy, call, random) is var (question, decision))
            {
                db.Add(DemoCalls.Detail(organization, call, decision, question, Answers[call.Complexity]));
            }
        }
    }

    /// <summary>A question that the call could have been; null where none of a few is.</summary>
    private static (string Question, RoutingDecision Decision)? Fit(RoutingPolicy policy, UsageRecord call, SeededRandom random)
    {
        var questions = Questions[call.Complexity];
        for (var i = 0; i < Tries; i++)
        {
            var question = questions[random.Below(questions.Length)].Replace("{0}", Things[random.Below(Things.Length)], StringComparison.Ordinal);
            if (DemoConversations.Find(policy, question, [call], from: 0, turn: 1).Decision is { } decision)
            {
                return (question, decision);
            }
        }

        return null;
    }
}
