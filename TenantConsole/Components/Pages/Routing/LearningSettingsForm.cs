using System.Globalization;
using TenantConsole.Components.Shared.Forms;
using TenantConsole.Core.Common;
using TenantConsole.Core.Routing.Learning;

namespace TenantConsole.Components.Pages.Routing;

/// <summary>The settings of learning as they are typed.</summary>
public sealed class LearningSettingsForm(LearningSettings settings)
{
    public bool IsOn { get; set; } = settings.IsOn;

    public bool FromThumbs { get; set; } = settings.FromThumbs;

    public string VerdictPercent { get; set; } = Percent(settings.VerdictShare);

    public string ShadowPercent { get; set; } = Percent(settings.ShadowShare);

    public string BudgetUsd { get; set; } = PicoUsd.ToUsd(settings.ShadowBudgetPicoUsd).ToString("0.######", CultureInfo.InvariantCulture);

    public string JudgeModelId { get; set; } = settings.JudgeModelId;

    /// <summary>The share as far as it can be read; null: it cannot.</summary>
    public double? ShadowShare => Number(ShadowPercent) is { } percent ? (double)(percent / 100) : null;

    /// <summary>What was typed; what cannot be read is put beside its field.</summary>
    public LearningSettings Read(FormFaults faults) => new()
    {
        IsOn = IsOn,
        FromThumbs = FromThumbs,
        VerdictShare = Share(VerdictPercent, "verdictShare", faults),
        ShadowShare = Share(ShadowPercent, "shadowShare", faults),
        ShadowBudgetPicoUsd = Budget(faults),
        JudgeModelId = JudgeModelId,
    };

    private static double Share(string text, string field, FormFaults faults)
    {
        if (Number(text) is not { } percent)
        {
            faults.Add(field, "Write a number of percent, such as 5 or 0.5.");
        }
        else if (decimal.Round(percent, 2) != percent)
        {
            faults.Add(field, "Write at most two decimals: 0.01 percent is the smallest share.");
        }
        else
        {
            return (double)(percent / 100);
        }

        return 0;
    }

    private long Budget(FormFaults faults)
    {
        if (Number(BudgetUsd) is >= 0 and <= 1_000_000 and { } usd && decimal.Round(usd, 6) == usd)
        {
            return PicoUsd.FromUsd(usd);
        }

        faults.Add("shadowBudget", "Write an amount in USD, such as 5 or 2.50.");
        return 0;
    }

    private static string Percent(double share) => (100 * (decimal)share).ToString("0.##########", CultureInfo.InvariantCulture);

    /// <summary>Without marks of thousands: whoever writes a comma may mean decimals, and would get a hundred times as much.</summary>
    private static decimal? Number(string text) =>
        decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
