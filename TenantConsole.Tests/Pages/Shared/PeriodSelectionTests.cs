using TenantConsole.Components.Shared;

namespace TenantConsole.Tests.Pages.Shared;

public sealed class PeriodSelectionTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);

    [Theory]
    [InlineData(PeriodPreset.Today, "2026-03-01", "2026-03-02")]
    [InlineData(PeriodPreset.Last7Days, "2026-02-23", "2026-03-02")]
    [InlineData(PeriodPreset.Last30Days, "2026-01-31", "2026-03-02")]
    [InlineData(PeriodPreset.Last90Days, "2025-12-02", "2026-03-02")]
    [InlineData(PeriodPreset.ThisMonth, "2026-03-01", "2026-04-01")]
    [InlineData(PeriodPreset.LastMonth, "2026-02-01", "2026-03-01")]
    public void Of_Preset_IsHalfOpen(PeriodPreset preset, string from, string until)
    {
        var period = PeriodSelection.Of(preset, Today);

        Assert.Equal((Date(from), Date(until)), (period.From, period.Until));
    }

    [Fact]
    public void Parse_OwnQuery_GivesTheSamePeriodBack()
    {
        IEnumerable<PeriodSelection> periods =
        [
            .. PeriodSelection.Named.Select(preset => PeriodSelection.Of(preset, Today)),
            PeriodSelection.Between(new DateOnly(2025, 12, 24), new DateOnly(2026, 1, 7))!,
        ];

        Assert.All(periods, period =>
        {
            var query = System.Web.HttpUtility.ParseQueryString(period.Query);
            Assert.Equal(period, PeriodSelection.Parse(query["period"], query["from"], query["until"], Today));
        });
    }

    [Theory]
    [InlineData("nonsense", null, null)]
    [InlineData(null, "2026-02-10", "2026-02-10")]
    [InlineData(null, "2026-02-10", "2026-02-01")]
    [InlineData(null, "1990-01-01", "2026-01-01")]
    [InlineData(null, "10/02/2026", "2026-02-28")]
    public void Parse_Nonsense_GivesTheDefault(string? period, string? from, string? until) =>
        Assert.Equal(PeriodSelection.Of(PeriodSelection.Default, Today), PeriodSelection.Parse(period, from, until, Today));

    [Theory]
    [InlineData("2026-11-01", "2026-12-01", "1 – 30 Nov 2026")]
    [InlineData("2026-11-01", "2026-11-02", "1 Nov 2026")]
    [InlineData("2026-10-25", "2026-11-24", "25 Oct – 23 Nov 2026")]
    [InlineData("2025-12-24", "2026-01-07", "24 Dec 2025 – 6 Jan 2026")]
    public void Dates_Period_NamesItsFirstAndLastDay(string from, string until, string shown) =>
        Assert.Equal(shown, PeriodSelection.Between(Date(from), Date(until))!.Dates);

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", null);
}
