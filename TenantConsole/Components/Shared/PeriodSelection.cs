using System.Globalization;

namespace TenantConsole.Components.Shared;

/// <summary>A chosen period of whole days in the organization's calendar, half-open: <paramref name="From"/> is in it, <paramref name="Until"/> is not.</summary>
public sealed record PeriodSelection(PeriodPreset Preset, DateOnly From, DateOnly Until)
{
    /// <summary>The longest period that is offered, in days.</summary>
    public const int MaxDays = 800;

    /// <summary>What a page shows unless its address says otherwise.</summary>
    public const PeriodPreset Default = PeriodPreset.Last30Days;

    private static readonly (PeriodPreset Preset, string Key, string Name)[] Presets =
    [
        (PeriodPreset.Today, "today", "Today"),
        (PeriodPreset.Last7Days, "7d", "Last 7 days"),
        (PeriodPreset.Last30Days, "30d", "Last 30 days"),
        (PeriodPreset.Last90Days, "90d", "Last 90 days"),
        (PeriodPreset.ThisMonth, "month", "This month"),
        (PeriodPreset.LastMonth, "last-month", "Last month"),
    ];

    public static IReadOnlyList<PeriodPreset> Named { get; } = [.. Presets.Select(preset => preset.Preset)];

    public int Days => Until.DayNumber - From.DayNumber;

    /// <summary>The last day that is in it.</summary>
    public DateOnly LastDay => Until.AddDays(-1);

    /// <summary>"Last 30 days", or the dates.</summary>
    public string Title => Preset == PeriodPreset.Custom ? Dates : NameOf(Preset);

    /// <summary>"1 – 30 Nov 2026".</summary>
    public string Dates
    {
        get
        {
            var culture = CultureInfo.InvariantCulture;
            var last = LastDay;
            if (From == last)
                return From.ToString("d MMM yyyy", culture);
            var start = From.Year != last.Year ? "d MMM yyyy" : From.Month != last.Month ? "d MMM" : "%d";
            return $"{From.ToString(start, culture)} – {last.ToString("d MMM yyyy", culture)}";
        }
    }

    /// <summary>The period as the page's address carries it, without a question mark: <c>period=30d</c> or <c>from=2026-11-01&amp;until=2026-12-01</c>.</summary>
    public string Query => Preset == PeriodPreset.Custom
        ? string.Create(CultureInfo.InvariantCulture, $"from={From:yyyy-MM-dd}&until={Until:yyyy-MM-dd}")
        : $"period={Presets.First(preset => preset.Preset == Preset).Key}";

    public static string NameOf(PeriodPreset preset) => preset == PeriodPreset.Custom ? "Custom" : Presets.First(entry => entry.Preset == preset).Name;

    /// <param name="today">Today in the organization's time zone.</param>
    public static PeriodSelection Of(PeriodPreset preset, DateOnly today)
    {
        var tomorrow = today.AddDays(1);
        var month = new DateOnly(today.Year, today.Month, 1);
        return preset switch
        {
            PeriodPreset.Today => new(preset, today, tomorrow),
            PeriodPreset.Last7Days => new(preset, tomorrow.AddDays(-7), tomorrow),
            PeriodPreset.Last30Days => new(preset, tomorrow.AddDays(-30), tomorrow),
            PeriodPreset.Last90Days => new(preset, tomorrow.AddDays(-90), tomorrow),
            PeriodPreset.ThisMonth => new(preset, month, month.AddMonths(1)),
            PeriodPreset.LastMonth => new(preset, month.AddMonths(-1), month),
            _ => throw new ArgumentOutOfRangeException(nameof(preset), preset, "A custom period has dates of its own."),
        };
    }

    /// <summary>Dates that a person chose; null where they are no period: in the wrong order, or longer than <see cref="MaxDays"/>.</summary>
    public static PeriodSelection? Between(DateOnly from, DateOnly until) =>
        until > from && until.DayNumber - from.DayNumber <= MaxDays ? new PeriodSelection(PeriodPreset.Custom, from, until) : null;

    /// <summary>The period that an address asks for; what makes no sense gives the fallback, because addresses are typed and shared.</summary>
    public static PeriodSelection Parse(string? period, string? from, string? until, DateOnly today, PeriodPreset fallback = Default)
    {
        if (TryDate(from, out var first) && TryDate(until, out var end) && Between(first, end) is { } custom)
            return custom;
        var preset = Presets.FirstOrDefault(entry => string.Equals(entry.Key, period, StringComparison.OrdinalIgnoreCase));
        return Of(preset.Key is null ? fallback : preset.Preset, today);
    }

    private static bool TryDate(string? text, out DateOnly date) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
