using System.Globalization;
using TenantConsole.Components.Pages.Tickets;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Members;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tickets;

namespace TenantConsole.Components.Palette;

/// <summary>Tickets by number, and by the words of their title and description. The one whose number was typed comes first.</summary>
internal sealed class TicketSource(TicketDirectory tickets) : IPaletteSource
{
    public string Title => "Tickets";

    public async Task<IReadOnlyList<PaletteEntry>> FindAsync(PaletteQuery query, CancellationToken cancellationToken)
    {
        var found = new List<PaletteEntry>();
        if (query.Text.Length == 0)
        {
            return found;
        }

        var number = int.TryParse(query.Text.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var typed) ? typed : (int?)null;
        foreach (var organization in query.Within)
        {
            if (number is { } wanted && await NumberedAsync(query, organization, wanted, cancellationToken) is { } exact)
            {
                found.Insert(0, exact);
            }

            var list = await tickets.ListAsync(query.Actor, organization.Id, new(0, query.Count, query.Text), TicketFilter.None, cancellationToken);
            found.AddRange(list.Page.Items.Where(ticket => ticket.Number != number).Select(ticket => Entry(organization, ticket.Number, ticket.Title, ticket.Status)));
        }

        return [.. found.Take(query.Count)];
    }

    private static PaletteEntry Entry(AccessibleOrganization organization, int number, string title, TicketStatus status) => new(
        string.Create(CultureInfo.InvariantCulture, $"#{number} {title}"),
        string.Create(CultureInfo.InvariantCulture, $"/organizations/{organization.Slug}/tickets/{number}"),
        ConsoleIcon.Ticket,
        $"{TicketTerms.Of(status)} · {organization.Name}");

    private async Task<PaletteEntry?> NumberedAsync(PaletteQuery query, AccessibleOrganization organization, int number, CancellationToken cancellationToken)
    {
        try
        {
            var detail = await tickets.GetAsync(query.Actor, organization.Id, number, cancellationToken);
            return Entry(organization, detail.Ticket.Number, detail.Ticket.Title, detail.Ticket.Status);
        }
        catch (AccessDeniedException)
        {
            return null;
        }
    }
}
