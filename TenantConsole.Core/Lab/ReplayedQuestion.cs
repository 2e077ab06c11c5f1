using System.Diagnostics.CodeAnalysis;
using TenantConsole.Core.Completions.Cascade;
using TenantConsole.Core.Routing;

namespace TenantConsole.Core.Lab;

/// <summary>A question under two policies.</summary>
/// <param name="Before">Null where the question cannot be routed (<paramref name="Obstacle"/>) or its caller chose the model.</param>
/// <param name="Flip">What the changed policy changes; null: nothing.</param>
/// <param name="Reason">Why it flips, in one or two sentences; null where it does not.</param>
/// <param name="Obstacle">Why the question cannot be routed under one of the policies.</param>
public sealed record ReplayedQuestion(ReplayQuestion Question, ReplaySide? Before, ReplaySide? After, FlipKind? Flip = null, string? Reason = null, string? Obstacle = null)
{
    [MemberNotNullWhen(true, nameof(Before), nameof(After))]
    public bool IsRouted => Before is not null && After is not null;
}

/// <summary>A question under one policy.</summary>
/// <param name="Verdict">What the judge says of the small model's known answer; null where none is known, or this decision's answer would not be judged.</param>
/// <param name="LargerModelId">The model that is asked after it; null: none.</param>
/// <param name="CostPicoUsd">The call's estimated cost, the larger model's included where it is asked; null where a model has no price.</param>
/// <param name="OpenPicoUsd">
/// What the larger model's answer would cost besides, where nobody knows whether it is asked: the small model's answer is not known. Null where that is known, or none could be asked.
/// </param>
public sealed record ReplaySide(RoutingDecision Decision, JudgeVerdict? Verdict, string? LargerModelId, long? CostPicoUsd, long? OpenPicoUsd)
{
    /// <summary>A larger model would be asked after the small one's answer.</summary>
    public bool Cascades => LargerModelId is not null;
}
