using Microsoft.Extensions.DependencyInjection;
using TenantConsole.Core.Quotas;

namespace TenantConsole.Core.Tickets;

public static class TicketsRegistration
{
    /// <summary>Tickets. Needs organizations, members and quotas.</summary>
    public static IServiceCollection AddTickets(this IServiceCollection services) => services
        .AddSingleton<TicketPeople>()
        .AddSingleton<TicketService>()
        .AddSingleton<TicketDirectory>()
        .AddSingleton<IMonthlyCount, CountedTickets>();
}
