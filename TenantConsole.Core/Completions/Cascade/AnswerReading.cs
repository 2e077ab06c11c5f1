using TenantConsole.Core.Routing;

namespace TenantConsole.Core.Completions.Cascade;

/// <summary>What the judge read from an answer, before a policy says what counts of it: the same reading has a verdict under every policy.</summary>
/// <param name="Confidence">How likely the answer will do, 0..1, its wording not yet looked at.</param>
/// <param name="Wording">Which of the triggers that are read from the wording fired, in the order of the enumeration.</param>
public sealed record AnswerReading(double Confidence, IReadOnlyList<CascadeTrigger> Wording)
{
    /// <summary>What a trigger read from the wording leaves of the learned estimate.</summary>
    private const double QualityLeft = 0.5;

    /// <summary>Reads an answer. Pure.</summary>
    public static AnswerReading Of(string question, string answer)
    {
        var wording = new List<CascadeTrigger>(2);
        foreach (var (trigger, fires) in new[]
        {
            (CascadeTrigger.Uncertainty, AnswerWording.IsUncertain(question, answer)),
            (CascadeTrigger.Brevity, AnswerWording.IsTooBrief(question, answer)),
            (CascadeTrigger.AskingBack, AnswerWording.AsksBackForNothing(question, answer)),
        })
        {
            if (fires)
            {
                wording.Add(trigger);
            }
        }

        return new(JudgeModel.Shipped.Quality(question, answer), wording);
    }

    /// <summary>
    /// What is left of the reading of an answer that was judged once and is no longer there: triggers that were switched off then are not known, and those that were not may be
    /// switched off now.
    /// </summary>
    public static AnswerReading Of(JudgeVerdict verdict)
    {
        List<CascadeTrigger> wording = [.. verdict.Triggers.Where(trigger => trigger != CascadeTrigger.LowConfidence)];
        return new(Math.Min(1, verdict.Quality / Left(wording.Count)), wording);
    }

    /// <summary>The reading with the doubt of an earlier verdict on the same answer, which may have known the probabilities of its tokens.</summary>
    public AnswerReading NoSurerThan(JudgeVerdict verdict) => this with { Confidence = Math.Min(Confidence, verdict.Quality / Left(Wording.Count)) };

    public JudgeVerdict Under(CascadePolicy policy)
    {
        List<CascadeTrigger> fired = Confidence < policy.Threshold ? [CascadeTrigger.LowConfidence, .. Wording] : [.. Wording];
        fired.RemoveAll(trigger => !policy.IsOn(trigger));
        return new(fired.Count > 0, Math.Round(Confidence * Left(Wording.Count), 6), fired);
    }

    private static double Left(int wording) => Math.Pow(QualityLeft, wording);
}
