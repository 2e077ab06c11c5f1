using System.Text.Json.Serialization;
using TenantConsole.Core.Routing.Signals;

namespace TenantConsole.Core.Routing;

/// <summary>How an organization's questions are routed. Immutable; every saved change has a new <see cref="Version"/>, and each decision names the one it was
/// made under.</summary>
public sealed record RoutingPolicy
{
    public static readonly RoutingPolicy Default = new();

    /// <summary>0 is the default policy that nobody has changed.</summary>
    public int Version { get; init; }

    public RoutingStrategy Strategy { get; init; } = RoutingStrategy.Combined;

    /// <summary>Where between cost (0) and quality (1) the learned estimate's break-even stands: the more quality, the smaller the gain that a larger model is
    /// called for. 0.5 is balanced. <see cref="RoutingStrategy.Rules"/> has no use for it.</summary>
    public double Dial { get; init; } = 0.5;

    public KeywordLists Keywords { get; init; } = KeywordLists.Default;

    public LengthBounds LengthBounds { get; init; } = new();

    public SignalWeights Weights { get; init; } = new();

    public ModelMap Models { get; init; } = new("gpt-4o-mini", "gpt-4o-mini", "gpt-4o", "gpt-4-turbo");

    /// <summary>The standard model: what <see cref="RoutingPreference.Quality"/> lifts moderate questions to, and the baseline that savings are measured
    /// against.</summary>
    public string StandardModelId { get; init; } = "gpt-4o";

    /// <summary>Models that a caller may force. Null: every chat model of the catalogue.</summary>
    public IReadOnlyList<string>? AllowedModels { get; init; }

    public IReadOnlyList<JobRoleLean> JobRoles { get; init; } =
    [
        new("chief_executive", ["ceo"], 1),
        new("senior_manager", [], 0.5),
        new("operator", [], -0.3),
    ];

    /// <summary>For organizations that state none of their own.</summary>
    public RoutingPreference Preference { get; init; } = RoutingPreference.Balanced;

    /// <summary>Near the monthly budget, fall to cheaper models instead of stopping at it.</summary>
    public bool BudgetFallback { get; init; }

    /// <summary>The share of the budget, 0..1, from which <see cref="BudgetFallback"/> begins.</summary>
    public decimal BudgetFallbackFromShare { get; init; } = 0.9m;

    /// <summary>This is not a saved policy but one that is tried on a question; null: it is what it says. Never stored.</summary>
    [JsonIgnore]
    public PolicyTrial? Trial { get; init; }

    /// <summary>When a small model's answer is asked again of a larger one.</summary>
    public CascadePolicy Cascade { get; init; } = new();

    /// <summary>Where a spend, reservations included, is near the budget as this policy sees it. Without a cap it never is.</summary>
    public BudgetHeadroom HeadroomAt(long usedPicoUsd, long? capPicoUsd) =>
        BudgetFallback && capPicoUsd is { } cap && usedPicoUsd >= BudgetFallbackFromShare * cap ? BudgetHeadroom.Near : BudgetHeadroom.Enough;

    /// <summary>The policy's role of that key or alias.</summary>
    public JobRoleLean? FindJobRole(string? name) => JobRoleSignal.Find(name, this);
}
