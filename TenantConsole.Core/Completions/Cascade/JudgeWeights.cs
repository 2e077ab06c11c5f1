namespace TenantConsole.Core.Completions.Cascade;

/// <summary>How much the parts of the judge count: each by one over its spread on answers that it did not learn from, times its share.</summary>
/// <param name="Failure">Of the share of like answers that failed, 0..1.</param>
/// <param name="Gain">Of a larger model's gain on like answers, in points of a score from 0 to 1.</param>
/// <param name="Routed">Of the gain that the router estimates from the question, in the same points.</param>
internal sealed record JudgeWeights(double Failure, double Gain, double Routed);
