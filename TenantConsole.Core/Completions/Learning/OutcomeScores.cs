using TenantConsole.Core.Catalog;
using TenantConsole.Core.Completions.Cascade;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Completions.Learning;

/// <summary>What a verdict on an answer says about the two models; each 0..1.</summary>
/// <param name="Large">Null: nobody knows.</param>
internal readonly record struct OutcomeScores(double Small, double? Large)
{
    /// <summary>Of a person's verdict on the answer of a call. Null where it says nothing: of a large model's answer nobody knows what the small one would have answered.</summary>
    /// <param name="verdict">What the judge made of the small model's answer; null: it was not judged.</param>
    /// <param name="large">What the person thinks of a large model's answer to the same question, 0..1; null: they said nothing, or none was asked.</param>
    public static OutcomeScores? OfThumb(AnswerVerdict thumb, UsageRecord call, JudgeVerdict? verdict, double? large = null) =>
        call.Cascaded ? verdict is null ? null : new(verdict.Quality, ScoreOf(thumb))
        : call.ModelClass.IsSlm() ? new(ScoreOf(thumb), large)
        : null;

    public static double ScoreOf(AnswerVerdict thumb) => thumb == AnswerVerdict.Good ? 1 : 0;

    /// <summary>Of the judge's verdict on a small model's answer.</summary>
    public static OutcomeScores OfVerdict(JudgeVerdict verdict) => new(verdict.Quality, null);
}
