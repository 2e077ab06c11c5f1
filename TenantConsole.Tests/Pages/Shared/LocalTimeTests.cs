using Bunit;
using TenantConsole.Components.Shared;

namespace TenantConsole.Tests.Pages.Shared;

public sealed class LocalTimeTests : ComponentTest
{
    private static readonly DateTime Noon = new(2026, 7, 1, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Render_SummerTimeZone_ShowsLocalAndExactTime()
    {
        var time = RenderTime(Noon, "Europe/Berlin", LocalTimeFormat.DateTime);

        Assert.Equal("1 Jul 2026, 14:00", time.TextContent);
        Assert.Equal("2026-07-01 14:00:00 Europe/Berlin (UTC+02:00)", time.GetAttribute("title"));
        Assert.Equal("2026-07-01T12:00:00Z", time.GetAttribute("datetime"));
    }

    [Theory]
    [InlineData(0, "just now")]
    [InlineData(60 * 5, "5 min ago")]
    [InlineData(3600 * 3, "3 h ago")]
    [InlineData(86400 * 2, "2 d ago")]
    [InlineData(86400 * 30, "24 Oct 2026")]
    [InlineData(-3600, "in 1 h")]
    public void Render_Relative_TellsTheDistance(int secondsAgo, string shown) =>
        Assert.Equal(shown, RenderTime(Time.GetUtcNow().UtcDateTime.AddSeconds(-secondsAgo), "Etc/UTC", LocalTimeFormat.Relative).TextContent);

    [Fact]
    public void Render_TimeThatIsNotUtc_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => RenderTime(DateTime.SpecifyKind(Noon, DateTimeKind.Unspecified), "Etc/UTC", LocalTimeFormat.Date));

    private AngleSharp.Dom.IElement RenderTime(DateTime utc, string zone, LocalTimeFormat format) => Render<LocalTime>(parameters => parameters
        .Add(component => component.Utc, utc)
        .Add(component => component.Zone, zone)
        .Add(component => component.Format, format)).Find("time");
}
