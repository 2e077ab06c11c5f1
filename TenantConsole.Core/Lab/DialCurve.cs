namespace TenantConsole.Core.Lab;

/// <summary>What the positions of a policy's dial would mean for an organization's own recent questions.</summary>
/// <param name="Points">From cost (0) to quality (1); empty where there are no questions, or the strategy has no use for the dial.</param>
/// <param name="Questions">How many were read.</param>
/// <param name="QuestionsInPeriod">How many there are with their texts.</param>
/// <param name="IsSample">Only some were read, drawn in proportion over the whole period; costs are of these.</param>
public sealed record DialCurve(TrafficPeriod Period, IReadOnlyList<DialPoint> Points, int Questions, long QuestionsInPeriod, bool IsSample);

/// <summary>One position of the dial.</summary>
/// <param name="SmallShare">The share of the questions, 0..1, that a small model answers first.</param>
/// <param name="CostPicoUsd">What the questions would cost, cascades left out; null for who may not see costs.</param>
/// <param name="QualityPoints">
/// How much better or worse the answers are than if the larger model of the pair answered everything, by the learned estimate, in points of a hundred. Mostly below 0. An estimate
/// from the questions alone, not a measurement.
/// </param>
public sealed record DialPoint(double Dial, double SmallShare, long? CostPicoUsd, double QualityPoints);
