using System.Globalization;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Lab;

namespace TenantConsole.Components.Pages.Lab;

/// <summary>The lab in words.</summary>
public static class LabWords
{
    public static string Of(LabSource source) => source switch
    {
        LabSource.Pasted => "Pasted",
        LabSource.Uploaded => "File",
        _ => "Real traffic",
    };

    public static string Of(LabRunStatus status) => status switch
    {
        LabRunStatus.Waiting => "Waiting",
        LabRunStatus.Running => "Running",
        LabRunStatus.Done => "Done",
        LabRunStatus.Cancelled => "Cancelled",
        LabRunStatus.Failed => "Failed",
        _ => "Broken off",
    };

    public static StatusTone ToneOf(LabRunStatus status) => status switch
    {
        LabRunStatus.Done => StatusTone.Good,
        LabRunStatus.Failed => StatusTone.Bad,
        LabRunStatus.BrokenOff or LabRunStatus.Cancelled => StatusTone.Caution,
        _ => StatusTone.Neutral,
    };

    public static string Of(FlipKind kind) => kind switch
    {
        FlipKind.ToLarger => "To a larger model",
        FlipKind.ToSmaller => "To a smaller model",
        FlipKind.Sideways => "To an equal model",
        FlipKind.NowCascades => "Now cascades",
        _ => "No longer cascades",
    };

    public static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Questions(long count) => count == 1 ? "1 question" : $"{Number(count)} questions";

    /// <summary>A share of 1 in percent: whole from ten on, else with one decimal.</summary>
    public static string Percent(double share) => (ShownShare(share) * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    /// <summary>A share of 1 as <see cref="Percent"/> shows it, so that what is reckoned from two of them agrees with them.</summary>
    public static decimal ShownShare(double share) => Math.Round((decimal)share, share is > 0 and < 0.1 ? 3 : 2, MidpointRounding.AwayFromZero);

    public static string PercentOf(long part, long whole) => whole == 0 ? "–" : Percent((double)part / whole);
}
