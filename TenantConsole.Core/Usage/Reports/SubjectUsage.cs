namespace TenantConsole.Core.Usage.Reports;

/// <summary>One day of an agent or a person.</summary>
public sealed record SubjectDay(DateOnly Day, UsageFigures Figures);

/// <summary>A period of use of one agent or person.</summary>
/// <param name="Days">Every day of the period, those without use too.</param>
/// <param name="Before">The sums of the period of the same length before.</param>
public sealed record SubjectUsage(ReportPeriod Period, IReadOnlyList<SubjectDay> Days, UsageFigures Before)
{
    public UsageFigures Total { get; } = UsageFigures.Sum(Days.Select(day => day.Figures));
}
