using TenantConsole.Core.Routing;

namespace TenantConsole.Core.Lab;

/// <summary>The sums of a replay.</summary>
public sealed record ReplayTotals
{
    public static readonly ReplayTotals None = new();

    /// <summary>Questions that were routed under both policies; everything else here is about these.</summary>
    public long Questions { get; init; }

    /// <summary>Left out: their callers chose the model, and no policy has a say.</summary>
    public long Forced { get; init; }

    /// <summary>Left out: one of the policies has no model for them that answers.</summary>
    public long Unrouted { get; init; }

    /// <summary>The first reason for that; null where there is none.</summary>
    public string? Obstacle { get; init; }

    /// <summary>Of real traffic, what was really paid for these questions; null where nothing was.</summary>
    public long? PaidPicoUsd { get; init; }

    /// <summary>Questions priced by the tokens that they really took, and not by an estimate.</summary>
    public long WithKnownTokens { get; init; }

    public ReplaySideTotals Before { get; init; } = ReplaySideTotals.None;

    public ReplaySideTotals After { get; init; } = ReplaySideTotals.None;

    /// <summary>By kind and complexity; one that is not listed has none.</summary>
    public IReadOnlyList<FlipCount> FlipCounts { get; init; } = [];

    /// <summary>Questions for which something changes.</summary>
    public long Flips => FlipCounts.Sum(count => count.Questions);

    /// <summary>The share of questions, 0..1, that a small model answers first.</summary>
    public double SmallShare(ReplaySideTotals side) => Questions == 0 ? 0 : (double)side.Small / Questions;
}

/// <summary>The sums under one policy.</summary>
/// <param name="Small">Questions that a small model answers first.</param>
/// <param name="CostPicoUsd">Of questions with a known price; second answers are in it as far as they are among <paramref name="Cascades"/>.</param>
/// <param name="Unpriced">Questions to a model without a price: such calls would be refused.</param>
/// <param name="Judged">Of <paramref name="Small"/>, those with a known answer of a small model.</param>
/// <param name="Cascades">Of <paramref name="Judged"/>, those after which a larger model is asked.</param>
/// <param name="Open">Of <paramref name="Small"/>, those of which nobody knows whether a larger model is asked after them.</param>
/// <param name="OpenPicoUsd">What the second answers to <paramref name="Open"/> would cost if every one was asked for. It is not in <paramref name="CostPicoUsd"/>.</param>
public sealed record ReplaySideTotals(long Small, long CostPicoUsd, long Unpriced, long Judged, long Cascades, long Open = 0, long OpenPicoUsd = 0)
{
    public static readonly ReplaySideTotals None = new(0, 0, 0, 0, 0);

    /// <summary>For readers who may not see costs.</summary>
    public ReplaySideTotals WithoutCosts() => this with { CostPicoUsd = 0, OpenPicoUsd = 0 };
}

/// <param name="Complexity">Of the question under the policy before.</param>
public sealed record FlipCount(FlipKind Kind, Complexity Complexity, long Questions);
