namespace TenantConsole.Core.Lab;

/// <summary>What a changed policy would have changed in the last days.</summary>
/// <param name="QuestionsInPeriod">Questions of the period whose texts are still kept.</param>
/// <param name="IsSample">Only some of them were replayed, drawn in proportion over the whole period; the sums are of these.</param>
/// <param name="Examples">A few of the flips; none for who may not read other people's questions.</param>
public sealed record PolicyEffect(TrafficPeriod Period, ReplayTotals Totals, long QuestionsInPeriod, bool IsSample, IReadOnlyList<ReplayedQuestion> Examples);
