using Microsoft.Extensions.DependencyInjection;
using TenantConsole.Core.Quotas;

namespace TenantConsole.Core.Tickets;

public static class TicketsRegistration
{
    /// <summary>Tickets. Needs organizations, members, quotas, agents and conversations.</summary>
    public static IServiceCollection AddTickets(this IServiceCollection services) => services
        .AddSingleton<TicketService>()
        .AddSingleton<TicketDirectory>()
        .AddSingleton<TicketAssistance>()
        .AddSingleton<IMonthlyCount, CountedTickets>();
}
