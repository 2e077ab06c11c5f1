namespace TenantConsole.Core.Routing.Signals;

/// <summary>
/// A report of trouble with consequences: harm +1.75; a failure +0.5 together with whom it hits (+0.4), what came of it (+0.4), that it goes on though it was tried (+0.5) or
/// that it is urgent (+0.4); at most <see cref="Highest"/>. Each kind counts once. A failure alone is an everyday question ("Why was my card declined?"), and the other kinds are
/// nothing without one. Read in the first <see cref="Reach"/> characters: in a long document such words stand by chance.
/// </summary>
internal static class ImpactSignal
{
    public const double Highest = 2.25;
    public const int Reach = 2000;

    private static readonly (ImpactKind Kind, string[] Words)[] Lists =
    [
        (ImpactKind.Harm,
        [
            "stolen", "stole my", "fraud", "fraudulent", "fraudulently", "fraudster", "hacked", "hacker", "hackers", "compromised", "phishing", "phished", "scam", "scammed", "scammer",
            "malware", "ransomware", "identity theft", "data leak", "unauthorized", "unauthorised", "not authorised", "didn't authorize", "did not authorize", "without my permission",
            "without my knowledge", "without my consent", "wasn't me", "suspicious transaction", "suspicious activity", "suspicious email", "didn't make", "did not make", "never made",
            "don't recognize", "don't recognise", "do not recognize", "do not recognise", "not recognized", "unrecognised", "on fire", "gas leak", "flooded",
            "data breach", "accidentally deleted", "accidentally dropped", "accidentally wiped", "accidentally erased", "dropped the production", "deleted the production", "wiped the production",
            "heart attack", "unconscious", "explosion", "exploded",
        ]),
        (ImpactKind.Failure,
        [
            "error", "errors", "outage", "outages", "is down", "are down", "went down", "goes down", "crash", "crashed", "crashes", "crashing", "failed", "fail", "failing", "fails", "failure",
            "failures", "timeout", "timeouts", "timed out", "not working", "isn't working", "isn't work", "doesn't work", "does not work", "didn't work", "won't work", "not loading",
            "unresponsive", "unavailable", "unable to", "access denied", "malfunction", "malfunctions", "corrupt", "corrupted", "not responding", "broken", "freezes", "froze", "frozen",
            "disconnect", "disconnects", "disconnected", "latency", "declined", "declining", "rejected", "went wrong", "something wrong", "something is wrong", "something's wrong", "issues with",
            "an issue", "problems with", "a problem with", "is missing", "discrepancy", "discrepancies", "mismatch", "duplicated", "charged twice", "double charged", "wrong amount",
            "incorrect amount", "not showing", "isn't showing", "not reflecting", "doesn't show", "not received", "not arrived", "hasn't arrived", "haven't received",
        ]),
        (ImpactKind.Scope,
        [
            "all users", "many users", "some users", "our users", "users are", "everyone", "everybody", "nobody", "multiple", "customers", "our clients", "colleagues", "our team", "the team",
            "whole team", "the department", "in production", "on production", "prod", "company-wide", "site-wide", "whole office", "agents", "merchants", "tenants",
        ]),
        (ImpactKind.Consequence,
        [
            "preventing", "prevents", "prevented", "prevent", "causing", "causes", "caused", "leading to", "leads to", "resulting in", "resulted in", "hindering", "hindered", "delay", "delays",
            "delayed", "delaying", "blocking", "blocked", "blocks", "impacting", "impacted", "affecting", "affected", "disrupting", "disruption", "stuck", "can't work", "cannot work",
            "losing money", "lost money", "lost data", "data loss", "impossible to", "making it impossible",
        ]),
        (ImpactKind.Persistence,
        [
            "still", "again", "several times", "multiple times", "many times", "couple of times", "a few times", "three times", "more than once", "twice", "already", "repeatedly", "keeps",
            "keep getting", "a week ago", "weeks ago", "days ago", "for days", "for weeks", "since yesterday", "intermittent", "intermittently", "have tried", "i've tried", "i tried",
        ]),
        (ImpactKind.Urgency, ["urgent", "urgently", "asap", "immediately", "right away", "as soon as possible", "deadline", "emergency", "at once"]),
    ];

    private static readonly ImpactKind[] Kinds = [.. Lists.SelectMany(list => list.Words.Select(_ => list.Kind))];

    private static readonly KeywordMatcher Matcher = new([.. Lists.SelectMany(list => list.Words)]);

    /// <summary>The first place of each kind, in the order of the kinds; empty where nothing fails and no harm is done.</summary>
    public static List<ImpactFinding> Find(ReadOnlySpan<char> text)
    {
        var hits = Matcher.Find(text[..Math.Min(text.Length, Reach)]);
        var findings = new List<ImpactFinding>();
        for (var i = 0; i < Kinds.Length; i++)
        {
            if (hits[i] is not { Count: > 0 } hit)
                continue;

            if (findings.Count == 0 || findings[^1].Kind != Kinds[i])
                findings.Add(new(Kinds[i], hit.Start, hit.Length));
            else if (hit.Start < findings[^1].Start)
                findings[^1] = new(Kinds[i], hit.Start, hit.Length);
        }

        if (findings is [{ Kind: > ImpactKind.Failure }, ..] or [{ Kind: ImpactKind.Failure }])
            findings.Clear();

        return findings;
    }

    public static double Sum(List<ImpactFinding> findings)
    {
        var sum = 0d;
        foreach (var finding in findings)
            sum += WorthOf(finding.Kind);

        return Math.Min(Highest, sum);
    }

    /// <param name="push">What the signal added to the score, the weight in it.</param>
    public static void Explain(string prompt, List<ImpactFinding> findings, double push, double weight, List<SignalContribution> contributions)
    {
        if (push == 0)
            return;

        var evidence = findings.Select(finding => Evidence.At(prompt, finding.Start, finding.Length)).ToList();
        contributions.Add(new(SignalNames.Impact, weight, Rounded.Of(push), evidence, string.Join(", ", findings.Select(finding => NameOf(finding.Kind)))));
    }

    private static double WorthOf(ImpactKind kind) => kind switch
    {
        ImpactKind.Harm => 1.75,
        ImpactKind.Failure or ImpactKind.Persistence => 0.5,
        _ => 0.4,
    };

    private static string NameOf(ImpactKind kind) => kind switch
    {
        ImpactKind.Harm => "harm",
        ImpactKind.Failure => "something that fails",
        ImpactKind.Scope => "others who are hit",
        ImpactKind.Consequence => "what came of it",
        ImpactKind.Persistence => "that it goes on",
        _ => "haste",
    };
}
