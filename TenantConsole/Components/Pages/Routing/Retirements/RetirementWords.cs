using System.Globalization;
using TenantConsole.Components.Pages.Models;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Lab.Retirements;

namespace TenantConsole.Components.Pages.Routing.Retirements;

/// <summary>Retirements in words for people.</summary>
internal static class RetirementWords
{
    /// <summary>From how near on an end is a warning.</summary>
    private const int NearDays = 90;

    public static string Of(PolicyPlace place) => place switch
    {
        PolicyPlace.Simple => "simple questions",
        PolicyPlace.Moderate => "moderate questions",
        PolicyPlace.Complex => "complex questions",
        PolicyPlace.Critical => "critical questions",
        PolicyPlace.Standard => "standard model",
        PolicyPlace.Allowed => "allowed models",
        _ => throw new ArgumentOutOfRangeException(nameof(place), place, "Not a place."),
    };

    /// <summary>A field of the policy as a change names it.</summary>
    public static string OfField(string field) => field switch
    {
        "models.simple" => "Simple questions",
        "models.moderate" => "Moderate questions",
        "models.complex" => "Complex questions",
        "models.critical" => "Critical questions",
        "standardModelId" => "Standard model",
        "allowedModels" => "Allowed models",
        _ => field,
    };

    public static (StatusTone Tone, string Text) Of(Retirement retirement, DateTime nowUtc)
    {
        if (retirement.IsOver)
        {
            return (StatusTone.Bad, $"shut down since {ModelWords.Date(retirement.ShutdownUtc)}");
        }

        var days = (int)Math.Ceiling((retirement.ShutdownUtc - nowUtc).TotalDays);
        var text = days == 1 ? "goes in 1 day" : string.Create(CultureInfo.InvariantCulture, $"goes in {days:N0} days");
        return (days <= NearDays ? StatusTone.Caution : StatusTone.Neutral, $"{text}, on {ModelWords.Date(retirement.ShutdownUtc)}");
    }

    /// <summary>"+$1.20 (+31 %)": what another cost is against the present one.</summary>
    public static string Difference(long picoUsd, long nowPicoUsd)
    {
        var difference = picoUsd - nowPicoUsd;
        if (difference == 0)
        {
            return "the same";
        }

        var sign = difference > 0 ? "+" : "−";
        var share = nowPicoUsd == 0 ? "" : $" ({sign}{(Math.Abs((decimal)difference) / nowPicoUsd * 100).ToString("#,##0.#", CultureInfo.InvariantCulture)} %)";
        return $"{sign}{MoneyFormat.ForPeople(Math.Abs(difference))}{share}";
    }

    public static string Count(long count, string one, string many) => count == 1 ? $"1 {one}" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} {many}");
}
