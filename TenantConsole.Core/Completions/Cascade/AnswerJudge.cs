using TenantConsole.Core.Routing;

namespace TenantConsole.Core.Completions.Cascade;

/// <summary>Judges a small model's answer: will it do, or should a larger model be asked? Pure: the same answer under the same policy has the same verdict.</summary>
public static class AnswerJudge
{
    /// <summary>What a trigger read from the wording leaves of the learned estimate.</summary>
    private const double QualityLeft = 0.5;

    /// <param name="meanLogProbability">Of the answer's tokens, where the provider gives it; null: the answer alone is judged.</param>
    public static JudgeVerdict Judge(string question, string answer, CascadePolicy policy, double? meanLogProbability = null)
    {
        var quality = JudgeModel.Shipped.Quality(question, answer);
        if (meanLogProbability is { } logProbability)
        {
            // The geometric mean of the tokens' probabilities is the model's own confidence; neither it nor the judge may hide what the other doubts.
            quality = Math.Min(quality, Math.Exp(logProbability));
        }

        var fired = new List<CascadeTrigger>(2);
        if (quality < policy.Threshold)
        {
            fired.Add(CascadeTrigger.LowConfidence);
        }

        foreach (var (trigger, fires) in new[]
        {
            (CascadeTrigger.Uncertainty, AnswerWording.IsUncertain(question, answer)),
            (CascadeTrigger.Brevity, AnswerWording.IsTooBrief(question, answer)),
            (CascadeTrigger.AskingBack, AnswerWording.AsksBackForNothing(question, answer)),
        })
        {
            if (fires)
            {
                fired.Add(trigger);
                quality *= QualityLeft;
            }
        }

        var counted = fired.Where(policy.IsOn).ToList();
        return new(counted.Count > 0, Math.Round(quality, 6), counted);
    }
}
