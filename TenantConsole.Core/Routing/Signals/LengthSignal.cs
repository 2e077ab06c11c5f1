using System.Globalization;

namespace TenantConsole.Core.Routing.Signals;

/// <summary>
/// The text's length: −0.4 for a single character, 0 at the bound of simple lengths, +1 at that of moderate ones, +1.75 at that of complex ones, straight
/// between, then +0.5 for every
/// doubling up to +3; an empty text is simple. It never decreases with length, and alone makes a text complex only where it is as long as complex ones.
/// </summary>
internal static class LengthSignal
{
    public const double AtShortest = -0.4;
    public const double AtModerate = 1;
    public const double AtComplex = 1.75;
    public const double PerDoubling = 0.5;
    public const double Highest = 3;

    public static double Push(in QuestionFacts facts, RoutingPolicy policy)
    {
        var (simple, moderate, complex) = policy.LengthBounds;
        var length = facts.Length;
        var push = length switch
        {
            0 => KeywordSignal.Simple,
            _ when length < simple => AtShortest * (1 - ((double)length / simple)),
            _ when length < moderate => Between(simple, 0, moderate, AtModerate, length),
            _ when length < complex => Between(moderate, AtModerate, complex, AtComplex, length),
            _ => Math.Min(Highest, AtComplex + (PerDoubling * Math.Log2((double)length / complex))),
        };
        return policy.Weights.Length * push;
    }

    /// <param name="share">The part of the push, 0..1, that counts.</param>
    public static void Explain(string prompt, in QuestionFacts facts, RoutingPolicy policy, double share, List<SignalContribution> contributions)
    {
        var (simple, moderate, complex) = policy.LengthBounds;
        var size = facts.Length switch
        {
            0 => "empty",
            var length when length < simple => "short",
            var length when length <= moderate => "moderate",
            var length when length <= complex => "long",
            _ => "very long",
        };
        var note = facts.Length == prompt.AsSpan().Trim().Length
            ? string.Create(CultureInfo.InvariantCulture, $"{facts.Length} characters ({size})")
            : string.Create(CultureInfo.InvariantCulture, $"as much as {facts.Length} Latin characters ({size})");
        contributions.Add(new(SignalNames.Length, policy.Weights.Length, Rounded.Of(share * Push(facts, policy)), [], note));
    }

    private static double Between(int from, double atFrom, int to, double atTo, int at) => atFrom + ((atTo - atFrom) * (at - from) / (to - from));
}
