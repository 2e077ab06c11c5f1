namespace TenantConsole.Core.Routing.Learning;

/// <summary>Gives calibrations the numbers under which they are stored.</summary>
internal static class CalibrationNumbers
{
    /// <summary>The same under another number: after an older one was put in force, its next one would otherwise be called like one that there was already.</summary>
    public static OutcomeCalibration At(this OutcomeCalibration calibration, int version)
    {
        if (calibration.Version == version)
        {
            return calibration;
        }

        var sums = calibration.Sums.Copy();
        sums.Version = version;
        return new(sums);
    }
}
