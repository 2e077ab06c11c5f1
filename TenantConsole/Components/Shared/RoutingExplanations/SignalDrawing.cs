using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Signals;

namespace TenantConsole.Components.Shared.RoutingExplanations;

/// <summary>
/// Where the marks of a decision's drawing stand, as shares (0..1) of its width. The scale is the score's own and straight, so that lengths can be compared:
/// <code>
///  simple   │    moderate     │   complex    │ critical
///           │ ┊               │              │
///           │ ┊────────────►  │              │            each bar begins where the one before ended
///           │ ┊            ◄──│              │
///           │ ┊          ◆    │              │            the last one ends at the score
/// </code>
/// </summary>
/// <param name="Bars">The signals in the decision's order.</param>
/// <param name="Zones">The four complexities, from left to right.</param>
/// <param name="Zero">Where no signal at all would be.</param>
/// <param name="Score">Where the sum is.</param>
public sealed record SignalDrawing(IReadOnlyList<SignalBar> Bars, IReadOnlyList<ComplexityZone> Zones, double Zero, double Score)
{
    // What is shown beside the outer thresholds at least, as a share of what lies between them, so that the axis stands still while a person types.
    private const double LeastBelow = 0.29;
    private const double LeastAbove = 0.33;

    // Beyond the outermost mark, as a share of what lies between the marks.
    private const double Air = 0.14;

    public static SignalDrawing Of(RoutingDecision decision)
    {
        var ends = Ends(decision.Contributions);
        var (moderate, complex, critical) = decision.Thresholds;
        var (lowest, highest) = (Math.Min(decision.Score, ends.Min()), Math.Max(decision.Score, ends.Max()));
        var air = Air * (Math.Max(highest, critical) - Math.Min(lowest, moderate));
        var between = critical - moderate;
        var from = Math.Min(moderate - (LeastBelow * between), lowest - air);
        var to = Math.Max(critical + (LeastAbove * between), highest + air);
        return new(
            [.. decision.Contributions.Select((contribution, i) => new SignalBar(contribution, Share(ends[i]), Share(ends[i + 1])))],
            [
                new(Complexity.Simple, 0, Share(moderate), decision.Complexity == Complexity.Simple),
                new(Complexity.Moderate, Share(moderate), Share(complex), decision.Complexity == Complexity.Moderate),
                new(Complexity.Complex, Share(complex), Share(critical), decision.Complexity == Complexity.Complex),
                new(Complexity.Critical, Share(critical), 1, decision.Complexity == Complexity.Critical),
            ],
            Share(0),
            Share(decision.Score));

        double Share(double score) => Math.Clamp((score - from) / (to - from), 0, 1);
    }

    /// <summary>The running sum: 0, then what it is after each signal.</summary>
    private static double[] Ends(IReadOnlyList<SignalContribution> contributions)
    {
        var ends = new double[contributions.Count + 1];
        for (var i = 0; i < contributions.Count; i++)
            ends[i + 1] = ends[i] + contributions[i].Contribution;

        return ends;
    }
}

/// <summary>One signal's push, from <paramref name="From"/> to <paramref name="To"/>; to the right is towards the large model.</summary>
public sealed record SignalBar(SignalContribution Signal, double From, double To)
{
    public double Start => Math.Min(From, To);

    public double Width => Math.Abs(To - From);

    public bool IsLarge => Signal.Contribution > 0;
}

/// <summary>The part of the scale that belongs to a complexity.</summary>
/// <param name="IsHit">The decision is of this complexity.</param>
public sealed record ComplexityZone(Complexity Complexity, double From, double To, bool IsHit)
{
    /// <summary>Narrower than this a name does not fit into the zone.</summary>
    private const double LeastForName = 0.11;

    public double Width => To - From;

    public bool HasRoomForName => Width >= LeastForName;
}
