using TenantConsole.Core.Common;

namespace TenantConsole.Core.Tickets;

/// <summary>What a person writes on a ticket, new or changed. Its status is not here: see <see cref="TicketService.ChangeStatusAsync"/>.</summary>
public sealed record TicketContent
{
    public required string Title { get; init; }

    /// <summary>Markdown.</summary>
    public string Description { get; init; } = "";

    public TicketPriority Priority { get; init; } = TicketPriority.Medium;

    public string? Category { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public AgentId? AssignedAgentId { get; init; }

    /// <summary>What a ticket has now, to be changed by <c>with</c>.</summary>
    public static TicketContent Of(Ticket ticket, IReadOnlyList<string> tags) => new()
    {
        Title = ticket.Title,
        Description = ticket.Description,
        Priority = ticket.Priority,
        Category = ticket.Category,
        Tags = tags,
        AssignedAgentId = ticket.AssignedAgentId,
    };

    /// <summary>The same as it is kept.</summary>
    internal TicketContent Trimmed() => this with
    {
        Title = Title.Trim(),
        Description = Description.Trim(),
        Category = TicketRules.Category(Category),
        Tags = TicketRules.Tags(Tags),
    };
}
