using System.Buffers;
using System.Globalization;

namespace TenantConsole.Core.Routing.Signals;

/// <summary>More than one question: +0.35 for each one after the first, up to +1.05. Marks in a row are one; a mark inside a word (an address) is
/// none.</summary>
internal static class QuestionCountSignal
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("?？؟");

    public static int Count(ReadOnlySpan<char> text)
    {
        var count = 0;
        while (Next(text) is var at && at >= 0)
        {
            count++;
            text = text[(at + 1)..];
        }

        return count;
    }

    public static double Push(in QuestionFacts facts, RoutingPolicy policy) => policy.Weights.Questions * 0.35 * Math.Clamp(facts.Questions - 1, 0, 3);

    /// <param name="share">The part of the push, 0..1, that counts.</param>
    public static void Explain(string prompt, in QuestionFacts facts, RoutingPolicy policy, double share, List<SignalContribution> contributions)
    {
        var push = share * Push(facts, policy);
        if (push == 0)
            return;

        var evidence = new List<Evidence>();
        for (int from = 0, at; evidence.Count < Evidence.MostPieces && (at = Next(prompt.AsSpan(from))) >= 0; from += at + 1)
            evidence.Add(Evidence.At(prompt, from + at, 1));

        var note = string.Create(CultureInfo.InvariantCulture, $"{facts.Questions} questions");
        contributions.Add(new(SignalNames.Questions, policy.Weights.Questions, Rounded.Of(push), evidence, note));
    }

    /// <summary>The position of the last mark of the next row that ends a question, or −1.</summary>
    private static int Next(ReadOnlySpan<char> text)
    {
        for (var from = 0; text[from..].IndexOfAny(Marks) is var found && found >= 0;)
        {
            var at = from + found;
            if (at + 1 == text.Length || Ends(text[at], text[at + 1]))
                return at;

            from = at + 1;
        }

        return -1;
    }

    private static bool Ends(char mark, char next) =>
        !Marks.Contains(next) && (mark != '?' || !(char.IsAsciiLetterOrDigit(next) || next is '_' or '=' or '&' or '%'));
}
