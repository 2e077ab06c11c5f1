using CsCheck;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Learning;
using static TenantConsole.Tests.Core.Routing.RoutingFixture;

namespace TenantConsole.Tests.Core.Routing;

/// <summary>What holds for any text: words of the lists, other scripts, marks and rubbish, joined at random.</summary>
public sealed class RouterProperties
{
    private static readonly Gen<string> Piece = Gen.OneOf(
        OneOf(
            [
                .. RoutingPolicy.Default.Keywords.Simple, .. RoutingPolicy.Default.Keywords.Complex,
                .. RoutingPolicy.Default.Keywords.Critical, "plan's", "who’s", "illegal",
                "数据库", "审计", "Straße", "\u00e9", "e\u0301", "😀", "\ud800", "\u200b", "at a.b(c)", "key=value\nother=2", "rm -rf /", "```", "write a script",
                "\\frac", "?", "？", "!?",
                "http://x.y/?a=1",
            ]),
        Gen.String[0, 8],
        Gen.String[Gen.Char.AlphaNumeric, 0, 12]);

    private static readonly Gen<string> Text = Gen.Select(Piece, OneOf(" ", "", "\n", ", ", ". ", "-", "   "))
        .Select(pair => pair.Item1 + pair.Item2).Array[0, 40].Select(string.Concat);

    // Two agents and two roles, one of each with hard questions, in words that the pieces have too.
    private static readonly OutcomeCalibration Learned = OutcomeCalibration.Empty.With(
        [.. Enumerable.Range(0, 240).Select(i => new RoutedOutcome($"{(i % 2 == 0 ? "analyze the plan" : "list the status")} of number {i}", i % 2, 1 - (i % 3 / 2), Origins[i % 4]))],
        RoutingPolicy.Default,
        Seed,
        Now);

    private static string[] Origins => ["agent:0197a000-0000-7000-8000-000000000001", "agent:0197a000-0000-7000-8000-000000000002", "role:chief_executive", "role:operator"];

    private static readonly Gen<RoutingRequest> Request =
        Gen.Select(Text, OneOf(null, "ceo", "operator", "senior_manager", "nobody"), Gen.Int[0, 20], Gen.Enum<RoutingPreference>(), Gen.Enum<BudgetHeadroom>(), OneOf(null, Learned), OneOf(null, Origins[0], Origins[1], "agent:x"))
            .Select(t => new RoutingRequest(t.Item1, t.Item2, t.Item3, null, t.Item4, t.Item5, Calibration: t.Item6, Origin: t.Item7));

    private static readonly Gen<RoutingPolicy> Policy =
        Gen.Select(Gen.Enum<RoutingStrategy>(), Gen.Int[0, 10]).Select(t => RoutingPolicy.Default with { Strategy = t.Item1, Dial = t.Item2 / 10d });

    private static readonly Gen<(RoutingRequest Request, RoutingPolicy Policy)> Case = Gen.Select(Request, Policy);

    [Fact]
    public void Decide_AnyText_HasEvidenceInsideThePrompt() => Case.Sample((request, policy) =>
        Decide(request, policy).Contributions.SelectMany(signal => signal.Evidence).All(evidence =>
            evidence.Start >= 0 && evidence.Length > 0 && evidence.Start + evidence.Length <= request.Prompt.Length
            && (evidence.Text.Contains('\uFFFD')
                || request.Prompt.AsSpan(evidence.Start, evidence.Length).StartsWith(evidence.Text, StringComparison.Ordinal))));

    [Fact]
    public void Decide_SameArguments_IsTheSameDecision() =>
        Case.Sample((request, policy) => RoutingJson.Write(Decide(request, policy)) == RoutingJson.Write(Decide(request, policy)));

    [Fact]
    public void Decide_AnyText_IsTheSumOfItsContributions() => Case.Sample((request, policy) =>
        Math.Abs(Decide(request, policy) is var decision ? decision.Score - decision.Contributions.Sum(signal => signal.Contribution) : 1) < 0.001);

    [Fact]
    public void Decide_CriticalPhraseAddedUnderTheRules_NeverLowersStrongProbability() => Request.Sample(request =>
        Decide(request with { Prompt = request.Prompt + "\n\nsecurity breach\n" }, Rules).StrongProbability >= Decide(request, Rules).StrongProbability);

    [Fact]
    public void Decide_CriticalPhraseAdded_IsCriticalWhateverTheDial() => Case.Sample((request, policy) =>
        policy.Strategy == RoutingStrategy.Learned
        || Decide(request with { Prompt = request.Prompt + "\n\nsecurity breach\n" }, policy).Complexity == Complexity.Critical);

    [Fact]
    public void Decide_DialTurnedUp_NeverLowersStrongProbability() => Case.Sample((request, policy) =>
        Decide(request, policy with { Dial = 1 }).StrongProbability >= Decide(request, policy).StrongProbability);

    [Fact]
    public void Decide_AnyText_StaysWithinItsRanges() => Case.Sample((request, policy) =>
        Decide(request, policy) is { Confidence: >= 0.5 and <= 1, StrongProbability: >= 0 and <= 1 } decision && double.IsFinite(decision.Score));

    [Fact]
    public void Decide_HigherScore_NeverASmallerClass() => Gen.Select(Text, Text, Policy).Sample((left, right, policy) =>
    {
        var (low, high) = (Decide(left, policy: policy), Decide(right, policy: policy));
        if (low.StrongProbability > high.StrongProbability)
            (low, high) = (high, low);

        return low.StrongProbability == high.StrongProbability || (low.ModelClass <= high.ModelClass && low.Complexity <= high.Complexity);
    });

    [Fact]
    public void Write_AnyDecision_ComesBackTheSame() => Case.Sample((request, policy) =>
    {
        var json = RoutingJson.Write(Decide(request, policy));
        return RoutingJson.Write(RoutingJson.ReadDecision(json)) == json;
    });

    [Fact]
    public void Decide_AnyFlip_LeadsToAnotherModel() => Case.Sample((request, policy) =>
        Decide(request, policy) is var decision && (decision.NearestFlip is not { } flip || flip.ModelId != decision.ModelId));

    [Fact]
    public void Decide_AnyFlipOfTheScore_LandsInTheComplexityItNames() => Case.Sample((request, policy) =>
        Decide(request, policy) is var decision
        && (decision.NearestFlip is not { } flip || flip.Signal == "preference"
            || decision.Thresholds.ComplexityAt(decision.Score + flip.ScoreChange + 0.0002) == flip.Complexity
            || decision.Thresholds.ComplexityAt(decision.Score + flip.ScoreChange - 0.0002) == flip.Complexity));
}
