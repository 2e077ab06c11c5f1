namespace TenantConsole.Core.Routing.Learning;

/// <summary>How well the models answered one question of an organization.</summary>
/// <param name="Prompt">The question. It is read, not kept.</param>
/// <param name="SmallScore">0..1: whether the small model's answer was good enough (a thumb, a judge's verdict, a cascade's).</param>
/// <param name="LargeScore">The same of the larger model, where it answered as well; null where nobody knows. Known on both sides an outcome teaches
/// most.</param>
/// <param name="Origin">Where the question came from, by <see cref="QuestionOrigin"/>; null: nobody knows.</param>
public sealed record RoutedOutcome(string Prompt, double SmallScore, double? LargeScore = null, string? Origin = null);
