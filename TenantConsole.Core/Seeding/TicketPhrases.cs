using TenantConsole.Core.Organizations;

namespace TenantConsole.Core.Seeding;

/// <summary>A kind of made-up ticket; <c>{system}</c> and <c>{place}</c> are put in.</summary>
/// <param name="UrgentPermille">Of a thousand of this kind, how many are urgent.</param>
/// <param name="Answer">What is written when it is resolved.</param>
internal sealed record TicketKind(string Category, int UrgentPermille, string Title, string Description, string Answer, params string[] Tags);

/// <summary>What the tickets of an industry are about.</summary>
internal sealed record TicketPhrases(IReadOnlyList<string> Subjects, IReadOnlyList<string> Places)
{
    public static readonly IReadOnlyList<TicketKind> Kinds =
    [
        new("Performance", 300, "{system} is slow in {place}", "Since this morning {system} takes **up to 20 seconds** to answer. Several colleagues in {place} see the same.\n\nSigning in again helped for a few minutes.",
            "A query without an index was the cause. It is in since noon; {system} answers within a second again.", "slow"),
        new("Access", 120, "Cannot sign in to {system}", "After changing the password, {system} says *unknown account*. Other programs accept the new password.",
            "The account was locked in the directory. Unlocked, and the new password is synchronised.", "sign-in", "password"),
        new("Incident", 800, "{system} is down in {place}", "Nobody in {place} can reach {system}.\n\n1. Open it.\n2. A blank page, after a minute an error `503`.\n\nIt worked yesterday evening.",
            "A certificate had expired. Renewed, and its end is watched from now on.", "outage"),
        new("Incident", 550, "{system}: error after the update", "Since the update in the night, saving in {system} ends with `Conflict (409)`. What was typed is lost.",
            "The update is taken back in {system} until the maker has a correction.", "update"),
        new("Access", 60, "Access to {system} for a new colleague", "A new colleague starts in {place} on the first. They need the same rights in {system} as the rest of the team.",
            "Set up with the team's rights. They are asked to change the password at the first sign-in.", "onboarding"),
        new("Hardware", 150, "Screen in {place} stays dark", "The second screen at the desk in {place} stays dark. Another cable makes no difference.", "Replaced from stock.", "screen"),
        new("Data", 350, "{system} shows last month's figures twice", "The report of {system} lists every line of last month twice, so its total is wrong. The export has the right number of lines.",
            "An import had run twice. The second run is taken out, and an import of the same file is refused now.", "report"),
        new("Change", 80, "Move {system} to the new network", "As agreed: {system} moves to the new network on Thursday after 18:00. {place} is told beforehand.",
            "Moved without an interruption. The old addresses are switched off on Monday.", "network", "planned"),
        new("Question", 20, "How do I export a list from {system}?", "I need all entries of this year from {system} as a table. The page shows only the last thirty days.",
            "Under *More, Export*; the period can be chosen there. The handbook has a page on it now.", "how-to"),
        new("Operations", 500, "Backup of {system} did not finish", "The nightly backup of {system} stopped at 80 %. The log says that the target is full.",
            "Old generations are gone and the target is larger. Last night's backup is complete and was restored as a trial.", "backup"),
        new("Network", 450, "VPN drops at noon in {place}", "The connection from home to {place} drops **every day around noon** and comes back after two or three minutes. {system} loses what was not saved.",
            "The gateway took on new keys at noon. It does so at night now.", "vpn"),
        new("Security", 650, "Suspicious e-mail about {system}", "Several people in {place} got an e-mail that asks them to confirm their account for {system}. Nobody followed the link as far as I know.",
            "Blocked and removed from all mailboxes. Two passwords were changed to be on the safe side.", "phishing"),
    ];

    public static readonly IReadOnlyList<string> Progress =
    [
        "I can see it here too. Looking into the log.",
        "Is it the same in another browser?",
        "It began at 8:40, says the log of {system}. I have asked the maker.",
        "Taking this over. More by noon.",
    ];

    private static readonly TicketPhrases General = new(["the file share", "the intranet", "the time sheets", "the print server", "the booking tool"], ["the main office", "the branch", "reception", "the second floor"]);

    public static TicketPhrases Of(Industry industry) => industry switch
    {
        Industry.Finance => new(
            ["the payment gateway", "online banking", "the trading desk", "the card terminal", "the client archive", "the credit check", "the reporting warehouse"],
            ["Zurich", "Geneva", "the call centre", "compliance", "the branch in Basel"]),
        Industry.Healthcare => new(
            ["the patient portal", "the laboratory interface", "the imaging archive", "the ward tablets", "the pharmacy server", "the discharge letters", "the roster"],
            ["ward 3", "the emergency room", "radiology", "the outpatient clinic", "the night shift"]),
        Industry.Tech => new(
            ["the build server", "the staging cluster", "the support desk", "the licence server", "the wiki", "the telemetry pipeline", "the release branch"],
            ["Pune", "Bengaluru", "platform", "quality assurance", "customer success"]),
        Industry.Retail => new(
            ["the checkout", "the stock scanner", "the loyalty app", "the web shop", "the price labels", "the delivery planner"],
            ["the shop in Pinheiros", "the warehouse", "the web team", "the shop in Moema"]),
        _ => General,
    };
}
