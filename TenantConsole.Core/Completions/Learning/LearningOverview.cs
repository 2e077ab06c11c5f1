using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Completions.Learning;

/// <summary>What an organization's routing has learned until now.</summary>
/// <param name="InForce">The calibration that decisions use; null: none is in force.</param>
/// <param name="Waiting">Outcomes that are still to be learned.</param>
/// <param name="Kept">Outcomes that are kept, by who said so; older ones stay in what was learned from them.</param>
/// <param name="KeepsTexts">Questions are kept for a while. Where they are not, nothing can be learned.</param>
public sealed record LearningOverview(
    LearningSettings Settings, CalibrationVersion? InForce, int Waiting, bool RelearnWanted, IReadOnlyDictionary<OutcomeSource, int> Kept, bool KeepsTexts)
{
    /// <summary>With fewer outcomes nobody can tell whether anything can be foretold here.</summary>
    public const int FewestToTell = 60;

    private const double LeastTrust = 0.05;

    /// <summary>How much of what agents and job roles say counts; null where none is in force, or no outcome tells where its question came from.</summary>
    public double? OriginTrust { get; init; }

    /// <summary>Something was learned, whether or not it is in force.</summary>
    public bool HasVersions { get; init; }

    public LearningEffect Effect =>
        InForce is null ? LearningEffect.None
        : InForce.Outcomes < FewestToTell ? LearningEffect.TooEarly
        : InForce.Trust < LeastTrust && OriginTrust is null or < LeastTrust ? LearningEffect.NoHelp
        : LearningEffect.Helps;
}
