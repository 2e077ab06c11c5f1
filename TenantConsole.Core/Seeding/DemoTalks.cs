namespace TenantConsole.Core.Seeding;

/// <summary>A made-up conversation with an agent.</summary>
/// <param name="DaysAgo">When it began, counted back from the last day of use.</param>
/// <param name="Turns">Questions and answers. Their calls are taken from those that the organization's use has anyway.</param>
internal sealed record DemoTalk(int DaysAgo, params (string Question, string Answer)[] Turns);

/// <summary>What is talked about in the demo organizations, by their slugs.</summary>
internal static class DemoTalks
{
    private static readonly DemoTalk Outage = new(
        3,
        (
            "Analyze the root cause of last night's payment outage and recommend a detailed plan against it.",
            "**Most likely cause:** the certificate of the payment gateway ran out at 02:00 and its renewal had failed unseen two weeks before.\n\n1. Watch the date of every certificate and warn 30, 14 and 3 days before.\n2. Let the renewal fail loudly: a failed run opens a ticket.\n3. Try the fall-back route once a month.\n\nThe first step takes a day; the other two a week."),
        (
            "What is the status of the certificate renewal now?",
            "Renewed at 06:40 and valid for a year. The alert of step 1 is in place since noon; steps 2 and 3 are open."));

    public static IReadOnlyList<DemoTalk> Of(string slug) => slug switch
    {
        "northgate-bank" =>
        [
            Outage,
            new(
                1,
                (
                    "Where is the form for a new signing authority?",
                    "In the intranet under *Forms, Authorities*, form A-12. It needs the signatures of the branch manager and of compliance."),
                (
                    "Who is responsible in compliance?",
                    "The desk for account authorities. Write to its shared mailbox; it answers within one working day.")),
            new(
                9,
                (
                    "Compare two ways to archive customer letters for ten years, and evaluate cost and risk of each.",
                    "| | Own storage | Archive service |\n|---|---|---|\n| Cost in year one | higher | lower |\n| Cost in year ten | lower | higher |\n| Risk | loss by our own fault | change of provider |\n\nWith fewer than two million letters a year the service is cheaper for all ten years.")),
        ],
        "lakeside-health" =>
        [
            new(
                2,
                (
                    "When is the vaccination clinic open this week?",
                    "Tuesday and Thursday from 08:00 to 12:00, Friday from 13:00 to 17:00. No appointment is needed on Friday."),
                (
                    "Thanks, and where is it?",
                    "Building C, ground floor, the second door at the left. The entrance from the car park is the shorter way.")),
            new(
                6,
                (
                    "Design a comprehensive plan to move the appointment system to the new server and evaluate its risks.",
                    "1. **Copy** the data a week before and compare counts.\n2. **Read only** for two hours on a Sunday evening.\n3. **Switch** the address; keep the old server for 30 days.\n\nThe largest risk is the interface to the laboratory: try it with test patients on the Thursday before.")),
        ],
        "meridian-software" =>
        [
            new(
                1,
                (
                    "What is the status of build 4711?",
                    "It failed in the integration tests: two of them waited for a port that another job held. A second run is under way."),
                (
                    "List the tests that failed.",
                    "- `CheckoutTests.Pay_TwiceAtOnce_ChargesOnce`\n- `CheckoutTests.Cancel_WhilePaying_RefundsOnce`")),
            new(
                4,
                (
                    "Troubleshoot why our API answers slowly after a deployment, and recommend how to optimize it.",
                    "The first requests after a deployment compile everything anew and find an empty cache. Two changes help most:\n\n1. Warm up: call the ten busiest endpoints before the instance takes traffic.\n2. Move instances one by one, so that a full cache stays.\n\nMeasure the 95th percentile of the first five minutes before and after.")),
            new(
                13,
                (
                    "Who is on call this weekend?",
                    "The platform team; the names are in the calendar *On call*. The pager number is the same as always.")),
        ],
        "casa-verde" =>
        [
            new(
                1,
                (
                    "When is the next delivery of olive oil?",
                    "Thursday morning, 40 cases. Twelve of them are reserved for the market on Saturday."),
                (
                    "Ok, and who is the supplier?",
                    "The cooperative in the valley, as in the last three years. Their office is open until 17:00.")),
            new(
                5,
                (
                    "Recommend a strategy for the shelf space before Christmas and compare it with last year's.",
                    "Last year a third of the shelf held decorations and sold a fifth. Give that third to gift baskets from the first of December: they sold out by the twelfth, at the best margin of the shop.")),
        ],
        _ => [],
    };
}
