using TenantConsole.Core.Tickets;

namespace TenantConsole.Tests.Core.Tickets;

public sealed class TicketStatusRulesTests
{
    [Theory]
    [InlineData(TicketStatus.InProgress, TicketStatus.Closed, "Resolve it before it is closed")]
    [InlineData(TicketStatus.Closed, TicketStatus.InProgress, "Open it again first")]
    [InlineData(TicketStatus.Closed, TicketStatus.Resolved, "Open it again first")]
    [InlineData(TicketStatus.Open, (TicketStatus)9, "Choose a status.")]
    public void Fault_WhereItMayNotGo_SaysWhatToDo(TicketStatus from, TicketStatus to, string says) =>
        Assert.Contains(says, TicketStatusRules.Fault(12, from, to), StringComparison.Ordinal);

    [Fact]
    public void Fault_WhatIsOfferedNext_HasNone() => Assert.All(
        from status in Enum.GetValues<TicketStatus>()
        from next in TicketStatusRules.After(status)
        select TicketStatusRules.Fault(12, status, next),
        Assert.Null);

    [Fact]
    public void Fault_EveryStatus_MayStayAndComesBackToOpen() => Assert.All(Enum.GetValues<TicketStatus>(), status =>
    {
        Assert.Null(TicketStatusRules.Fault(12, status, status));
        Assert.Null(TicketStatusRules.Fault(12, status, TicketStatus.Open));
    });
}
