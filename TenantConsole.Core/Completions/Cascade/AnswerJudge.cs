using TenantConsole.Core.Routing;

namespace TenantConsole.Core.Completions.Cascade;

/// <summary>Judges a small model's answer: will it do, or should a larger model be asked? Pure: the same answer under the same policy has the same verdict.</summary>
public static class AnswerJudge
{
    /// <param name="meanLogProbability">Of the answer's tokens, where the provider gives it; null: the answer alone is judged.</param>
    public static JudgeVerdict Judge(string question, string answer, CascadePolicy policy, double? meanLogProbability = null)
    {
        var reading = AnswerReading.Of(question, answer);
        if (meanLogProbability is { } logProbability)
        {
            // The geometric mean of the tokens' probabilities is the model's own confidence; neither it nor the judge may hide what the other doubts.
            reading = reading with { Confidence = Math.Min(reading.Confidence, Math.Exp(logProbability)) };
        }

        return reading.Under(policy);
    }
}
