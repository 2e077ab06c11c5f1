using System.Globalization;

namespace TenantConsole.Core.Routing.Signals;

/// <summary>A conversation of more than three turns: +0.4 at the fourth and +0.1 for each further one up to +0.8. What is asked then stands on what was
/// said.</summary>
internal static class ConversationSignal
{
    public const int LongFrom = 4;

    public static double Push(in QuestionFacts facts, RoutingPolicy policy) =>
        facts.Turns < LongFrom ? 0 : policy.Weights.Conversation * Math.Min(0.8, 0.4 + (0.1 * (facts.Turns - LongFrom)));

    public static void Explain(in QuestionFacts facts, RoutingPolicy policy, List<SignalContribution> contributions)
    {
        var push = Push(facts, policy);
        if (push != 0)
        {
            var note = string.Create(CultureInfo.InvariantCulture, $"turn {facts.Turns} of a conversation");
            contributions.Add(new(SignalNames.Conversation, policy.Weights.Conversation, Rounded.Of(push), [], note));
        }
    }
}
