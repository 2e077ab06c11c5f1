using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace TenantConsole.Components.Shared;

/// <summary>A moment in the organization's time; the exact one, with its offset, in the tooltip.</summary>
public sealed partial class LocalTime
{
    private string _shown = "";
    private string _exact = "";
    private string _machine = "";

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    /// <summary>The moment, in UTC (its Kind says so).</summary>
    /// <exception cref="InvalidOperationException">It is of another Kind.</exception>
    [Parameter, EditorRequired]
    public DateTime Utc { get; set; }

    /// <summary>The zone's IANA name, such as <c>Europe/Berlin</c>.</summary>
    [Parameter]
    public string Zone { get; set; } = "Etc/UTC";

    [Parameter]
    public LocalTimeFormat Format { get; set; }

    protected override void OnParametersSet()
    {
        if (Utc.Kind != DateTimeKind.Utc)
            throw new InvalidOperationException($"A time on a page is given in UTC; this one is of kind {Utc.Kind}.");

        var zone = TimeZoneInfo.FindSystemTimeZoneById(Zone);
        var local = TimeZoneInfo.ConvertTimeFromUtc(Utc, zone);
        var offset = zone.GetUtcOffset(Utc);
        var culture = CultureInfo.InvariantCulture;
        _machine = Utc.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF'Z'", culture);
        _exact = $"{local.ToString("yyyy-MM-dd HH:mm:ss.FFF", culture)} {Zone} (UTC{(offset < TimeSpan.Zero ? "−" : "+")}{offset.ToString("hh\\:mm", culture)})";
        _shown = Format switch
        {
            LocalTimeFormat.Date => local.ToString("d MMM yyyy", culture),
            LocalTimeFormat.Time => local.ToString("HH:mm:ss", culture),
            LocalTimeFormat.Relative => Relative(Clock.GetUtcNow().UtcDateTime - Utc) ?? local.ToString("d MMM yyyy", culture),
            _ => local.ToString("d MMM yyyy, HH:mm", culture),
        };
    }

    private static string? Relative(TimeSpan ago)
    {
        var ahead = ago < TimeSpan.Zero;
        var size = ago.Duration();
        var amount = size switch
        {
            { TotalSeconds: < 45 } => null,
            { TotalMinutes: < 59.5 } => Whole(size.TotalMinutes, "min"),
            { TotalHours: < 23.5 } => Whole(size.TotalHours, "h"),
            { TotalDays: < 7 } => Whole(size.TotalDays, "d"),
            _ => "",
        };
        return amount switch
        {
            null => "just now",
            "" => null,
            _ => ahead ? $"in {amount}" : $"{amount} ago",
        };
    }

    private static string Whole(double amount, string unit) => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Round(amount))} {unit}");
}
