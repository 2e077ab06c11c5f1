using TenantConsole.Core.Common;

namespace TenantConsole.Core.Usage.Reports;

/// <summary>Days of a calendar that a report covers, half-open: from <see cref="From"/> until the day before <see cref="Until"/>.</summary>
public sealed record ReportPeriod
{
    /// <summary>The longest period of one report.</summary>
    public const int MaxDays = 800;

    /// <exception cref="InvalidInputException">The period is empty or longer than <see cref="MaxDays"/>.</exception>
    public ReportPeriod(DateOnly from, DateOnly until)
    {
        if (until <= from)
        {
            throw new InvalidInputException("A period ends after it begins.", "to");
        }

        if (from.DayNumber < MaxDays || until.DayNumber - from.DayNumber > MaxDays)
        {
            throw new InvalidInputException($"A period has at most {MaxDays} days.", "from");
        }

        From = from;
        Until = until;
    }

    /// <summary>The first day.</summary>
    public DateOnly From { get; }

    /// <summary>The first day that is no longer in it.</summary>
    public DateOnly Until { get; }

    public DateOnly LastDay => Until.AddDays(-1);

    public int Days => Until.DayNumber - From.DayNumber;

    /// <summary>The period of the same length that ends where this one begins.</summary>
    public ReportPeriod Before => new(From.AddDays(-Days), From);

    /// <summary>The last so many days, <paramref name="today"/> included.</summary>
    public static ReportPeriod LastDays(int days, DateOnly today) => new(today.AddDays(1 - days), today.AddDays(1));
}
