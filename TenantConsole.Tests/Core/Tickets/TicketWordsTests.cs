using TenantConsole.Core.Tickets;

namespace TenantConsole.Tests.Core.Tickets;

public sealed class TicketWordsTests
{
    [Fact]
    public void Of_Text_IsCutFoldedAndEachWordOnce() =>
        Assert.Equal(" 7 vpn in zurich drops again", TicketWords.Of(7, "VPN in Zürich", "vpn *drops*, again; in ZURICH"));

    [Fact]
    public void Of_LongWord_IsKnownByItsBeginning() => Assert.Equal([new string('x', 40)], TicketWords.Terms(new string('x', 400)));

    [Fact]
    public void Terms_MoreThanAreLookedAt_AreLeftOut() => Assert.Equal(8, TicketWords.Terms("1 2 3 4 5 6 7 8 9 10").Count);

    [Fact]
    public void Ticket_Renamed_IsFoundByItsNewWords()
    {
        var ticket = new Ticket
        {
            OrganizationId = default,
            Id = default,
            Number = 12,
            Title = "Old",
            Description = "text",
            Priority = TicketPriority.Low,
            CountedMonth = "2026-11",
            CreatedUtc = default,
            UpdatedUtc = default,
        };

        ticket.Title = "New";

        Assert.Equal(" 12 new text", ticket.SearchWords);
    }
}
