using System.Text.Json.Serialization;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Routing.Signals;

namespace TenantConsole.Core.Routing;

/// <summary>
/// Which model answers a question, and why: all that there is to know of the choice. Stored with the call, shown in the playground and returned by the API,
/// always the same value.
/// Of the prompt it holds the words of the evidence and nothing else.
/// </summary>
public sealed record RoutingDecision
{
    public required Complexity Complexity { get; init; }

    /// <summary>The model to call; already the successor where the mapped one is shut down (<see cref="StandIn"/>).</summary>
    public required string ModelId { get; init; }

    public required ModelClass ModelClass { get; init; }

    /// <summary>0.5..1: how far the question is from the nearest score at which another model would answer (0.5 is at it); 1 where the score has no
    /// say.</summary>
    public required double Confidence { get; init; }

    /// <summary>0..1: the estimate that the larger model is needed. Rises with the score and is 0.5 where complex questions begin; preferences and budget have
    /// no part in it.</summary>
    public required double StrongProbability { get; init; }

    /// <summary>The sum of the contributions.</summary>
    public required double Score { get; init; }

    public required RoutingThresholds Thresholds { get; init; }

    public required ChoiceGround Ground { get; init; }

    /// <summary>The signals that counted; one that is not listed added nothing.</summary>
    public required IReadOnlyList<SignalContribution> Contributions { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Reason { get; init; }

    /// <summary>For each other model of the map why it was not chosen.</summary>
    public required IReadOnlyList<WhyNot> WhyNot { get; init; }

    /// <summary>The smallest change that would have brought another model; null where none of those looked at would.</summary>
    public NearestFlip? NearestFlip { get; init; }

    public StandIn? StandIn { get; init; }

    public required CostEstimate Estimate { get; init; }

    public required RoutingStrategy Strategy { get; init; }

    public required int PolicyVersion { get; init; }

    /// <summary>The decision was made under a policy that was tried and not under a saved one; null: under the one of <see cref="PolicyVersion"/> as it is.</summary>
    public PolicyTrial? Trial { get; init; }

    /// <summary>The trained model that the estimate is of; null where the strategy has none.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>The version of the organization's own calibration that corrected the estimate; null where none did.</summary>
    public int? CalibrationVersion { get; init; }

    /// <summary>The estimated cost in pico-dollars; null where the model has no known price, and a call would be refused.</summary>
    [JsonIgnore]
    public long? EstimatedCostPicoUsd => Estimate.CostPicoUsd;
}

/// <summary>The scores at which complexities begin; below <paramref name="Moderate"/> is simple.</summary>
public sealed record RoutingThresholds(double Moderate, double Complex, double Critical)
{
    public Complexity ComplexityAt(double score) =>
        score < Moderate ? Routing.Complexity.Simple
        : score < Complex ? Routing.Complexity.Moderate
        : score < Critical ? Routing.Complexity.Complex
        : Routing.Complexity.Critical;
}

/// <summary>What settled which model answers, once the complexity was known.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChoiceGround>))]
public enum ChoiceGround
{
    /// <summary>The map of complexities to models.</summary>
    [JsonStringEnumMemberName("map")]
    Map,

    [JsonStringEnumMemberName("prefer_quality")]
    PreferQuality,

    [JsonStringEnumMemberName("prefer_cost")]
    PreferCost,

    /// <summary>The budget is nearly or wholly used, and the policy falls back to cheaper models.</summary>
    [JsonStringEnumMemberName("budget")]
    Budget,

    /// <summary>The caller asked for the model.</summary>
    [JsonStringEnumMemberName("forced")]
    Forced,

    /// <summary>The model chosen first did not answer, and this one was asked instead.</summary>
    [JsonStringEnumMemberName("fallback")]
    Fallback,

    /// <summary>A small model's answer was not good enough, and this one was asked after it.</summary>
    [JsonStringEnumMemberName("cascade")]
    Cascade,
}

/// <summary>Why a model was not chosen.</summary>
public sealed record WhyNot(string ModelId, ModelClass ModelClass, string Reason);

/// <summary>A change to the question or its circumstances, found by trying changes one by one and deciding again.</summary>
/// <param name="Change">In words: <c>without the words 'root cause'</c>.</param>
/// <param name="Signal">The signal that would change.</param>
/// <param name="ScoreChange">What the change adds to the score.</param>
/// <param name="Complexity">The complexity after it.</param>
/// <param name="ModelId">The model after it.</param>
public sealed record NearestFlip(string Change, string Signal, double ScoreChange, Complexity Complexity, string ModelId);

/// <summary>A model answers in place of one that is shut down.</summary>
public sealed record StandIn(string RequestedId, string ModelId, string Explanation);

/// <summary>What the call is likely to cost: a guess for people, not the bound that is reserved.</summary>
/// <param name="InputTokens">The context's tokens and a quarter of the prompt's length.</param>
/// <param name="OutputTokens">Usual for answers to such a question, whoever gives them and under whatever policy.</param>
/// <param name="CostPicoUsd">At the price in force, nothing cached; null where none is known.</param>
/// <param name="PriceId">The price used.</param>
public sealed record CostEstimate(long InputTokens, long OutputTokens, long? CostPicoUsd, string? PriceId);
