namespace TenantConsole.Core.Routing.Learning;

/// <summary>Why a calibration was made.</summary>
public enum CalibrationCause
{
    /// <summary>New outcomes came.</summary>
    Outcomes,

    /// <summary>Something that was learned had been taken back or changed, so it was all learned again.</summary>
    TakenBack,

    /// <summary>The trained model, or the form of what is learned, is another one, so it was all learned again.</summary>
    NewModel,
}
