namespace TenantConsole.Core.Routing.Learning;

/// <summary>What an organization's routing has learned, and how it learns, at one moment.</summary>
/// <param name="Calibration">Null: none is in force, or learning is switched off.</param>
public sealed record LearnedRouting(LearningSettings Settings, OutcomeCalibration? Calibration)
{
    public static readonly LearnedRouting Nothing = new(new(), null);
}
