namespace TenantConsole.Core.Routing.Signals;

/// <summary>
/// The organization's keywords. Of each list the first keyword counts in full and each further one half of the one before, telling ones first: ten words of a
/// list say
/// little more than four.
/// <list type="bullet">
/// <item>Simple: −1.4 for a request for a fact; greetings and one-word answers by their share of the text, in full from a third of it on ("Thanks!" is simple,
/// "Hi, the
/// server room is on fire" is not). It fades with length to nothing at the upper bound of complex lengths, where such words stand by chance, and is void beside
/// a telling complex or
/// critical keyword: a greeting says nothing about the rest.</item>
/// <item>Moderate: +0.3.</item>
/// <item>Complex: +1.5; an everyday one +0.75.</item>
/// <item>Critical: +5, enough alone; an everyday one +1, weak evidence that needs company.</item>
/// </list>
/// </summary>
internal static class KeywordSignal
{
    public const double Simple = -1.4;
    public const double Moderate = 0.3;
    public const double Complex = 1.5;
    public const double ComplexEveryday = 0.75;
    public const double Critical = 5;
    public const double CriticalEveryday = 1;

    /// <summary>Counts what the matcher found.</summary>
    public static KeywordTally Count(KeywordLists lists, KeywordHits hits)
    {
        var tally = default(KeywordTally);
        var everydayLetters = 0;
        for (var i = 0; i < hits.Count; i++)
        {
            var (count, _, length) = hits[i];
            if (count <= 0)
                continue;

            var entry = lists.Entries[i];
            if (entry is { Complexity: Complexity.Simple, IsEveryday: true })
                everydayLetters += count * length;
            else
                tally = tally.Plus(entry.Complexity, entry.IsEveryday, 1);
        }

        return tally with { SimpleEverydayShare = hits.WordCharacters == 0 ? 0 : Math.Min(1, (double)everydayLetters / hits.WordCharacters) };
    }

    public static double Push(Complexity list, in QuestionFacts facts, RoutingPolicy policy)
    {
        var tally = facts.Keywords;
        return policy.Weights.Keywords * list switch
        {
            Complexity.Simple => PushOfSimple(facts, policy.LengthBounds),
            Complexity.Moderate => Halving(Moderate, tally.ModerateTelling, Moderate, tally.ModerateEveryday),
            Complexity.Complex => Halving(Complex, tally.ComplexTelling, ComplexEveryday, tally.ComplexEveryday),
            _ => Halving(Critical, tally.CriticalTelling, CriticalEveryday, tally.CriticalEveryday),
        };
    }

    /// <summary>0..1: how much of a request for a fact, or of a greeting, the text is.</summary>
    public static double SimpleShare(in QuestionFacts facts, RoutingPolicy policy) => Math.Clamp(Push(Complexity.Simple, facts, policy) / Simple, 0, 1);

    public static void Explain(
        Complexity list, string prompt, KeywordHits hits, in QuestionFacts facts, RoutingPolicy policy, List<SignalContribution> contributions)
    {
        var push = Push(list, facts, policy);
        if (push == 0)
            return;

        var evidence = new List<Evidence>();
        var entries = policy.Keywords.Entries;
        var everyday = 0;
        var found = 0;
        foreach (var wantEveryday in (ReadOnlySpan<bool>)[false, true])
        {
            for (var i = 0; i < hits.Count; i++)
            {
                var (count, start, length) = hits[i];
                if (count <= 0 || entries[i].Complexity != list || entries[i].IsEveryday != wantEveryday)
                    continue;

                found++;
                everyday += wantEveryday ? 1 : 0;
                if (evidence.Count < Evidence.MostPieces)
                    evidence.Add(Evidence.At(prompt, start, length));
            }
        }

        var note = (found, everyday) switch
        {
            (1, 0) => "one keyword",
            (1, 1) => "one keyword that everyday questions have too",
            _ when everyday == found => $"{found} keywords that everyday questions have too",
            _ => $"{found} keywords",
        };
        contributions.Add(new(SignalNames.OfKeywords(list), policy.Weights.Keywords, Rounded.Of(push), evidence, note));
    }

    private static double PushOfSimple(in QuestionFacts facts, LengthBounds bounds)
    {
        var tally = facts.Keywords;
        if (tally.ComplexTelling > 0 || tally.CriticalTelling > 0)
            return 0;

        var fade = Math.Clamp((double)(bounds.ComplexUpTo - facts.Length) / (bounds.ComplexUpTo - bounds.SimpleBelow), 0, 1);
        var share = Math.Min(1, 3 * tally.SimpleEverydayShare) * (tally.SimpleTelling > 0 ? 0.5 : 1);
        return fade * (Halving(Simple, tally.SimpleTelling, 0, 0) + (Simple * share));
    }

    private static double Halving(double telling, int tellingCount, double everyday, int everydayCount)
    {
        // a + a/2 + a/4 … n times is a·(2 − 2^(1−n)).
        var first = telling * (2 - Math.ScaleB(1, 1 - tellingCount));
        return everydayCount == 0 ? first : first + Math.ScaleB(everyday * (2 - Math.ScaleB(1, 1 - everydayCount)), -tellingCount);
    }
}
