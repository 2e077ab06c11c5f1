using System.Globalization;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Catalog;

namespace TenantConsole.Components.Pages.Models;

/// <summary>Models and prices in words for people.</summary>
internal static class ModelWords
{
    private const decimal MicroPerUnit = 1_000_000m;

    /// <summary>From how near on a shutdown is a warning.</summary>
    private const int NearDays = 90;

    /// <summary>USD per million tokens: "$0.15".</summary>
    public static string Price(long microUsdPerMillion) => "$" + (microUsdPerMillion / MicroPerUnit).ToString("#,##0.00####", CultureInfo.InvariantCulture);

    public static string Cached(ModelPrice price) => price.CachedInputMicroUsdPerMillion is { } cached ? Price(cached) : "as input";

    public static string Tokens(int tokens) => tokens.ToString("N0", CultureInfo.InvariantCulture);

    public static string Date(DateTime utc) => utc.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>The moment a price begins: a day, and the time where it is not midnight.</summary>
    public static string Moment(DateTime utc) => utc.TimeOfDay == TimeSpan.Zero ? Date(utc) : utc.ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>When it goes, as a chip; null where no date is known.</summary>
    public static (StatusTone Tone, string Text)? Retirement(ModelDescriptor model, DateTime nowUtc)
    {
        if (model.ShutdownUtc is not { } shutdown)
        {
            return null;
        }

        if (shutdown <= nowUtc)
        {
            return (StatusTone.Bad, "shut down");
        }

        var days = (int)Math.Ceiling((shutdown - nowUtc).TotalDays);
        var text = days == 1 ? "retires in 1 day" : string.Create(CultureInfo.InvariantCulture, $"retires in {days:N0} days");
        return (days <= NearDays ? StatusTone.Caution : StatusTone.Neutral, text);
    }

    /// <summary>The price that takes over from the one in force; null where none is known.</summary>
    public static ModelPrice? Next(ModelDescriptor model, DateTime nowUtc) => model.Prices.Where(price => price.FromUtc > nowUtc).MinBy(price => price.FromUtc);
}
