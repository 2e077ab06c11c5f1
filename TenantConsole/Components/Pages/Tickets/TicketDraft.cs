using TenantConsole.Core.Common;
using TenantConsole.Core.Tickets;

namespace TenantConsole.Components.Pages.Tickets;

/// <summary>A ticket as somebody types it.</summary>
public sealed class TicketDraft
{
    private readonly TicketContent? _begun;

    public TicketDraft()
    {
    }

    public TicketDraft(TicketContent content)
    {
        (Title, Description, Priority, Category) = (content.Title, content.Description, content.Priority, content.Category ?? "");
        (Tags, Agent) = (string.Join(", ", content.Tags), content.AssignedAgentId?.ToString() ?? "");
        _begun = Read();
    }

    public string Title { get; set; } = "";

    public string Description { get; set; } = "";

    public TicketPriority Priority { get; set; } = TicketPriority.Medium;

    public string Category { get; set; } = "";

    /// <summary>With commas between them.</summary>
    public string Tags { get; set; } = "";

    /// <summary>The id of the assigned agent; empty: nobody.</summary>
    public string Agent { get; set; } = "";

    /// <summary>Whether leaving it would lose something.</summary>
    public bool IsTouched => _begun is null ? Title.Trim().Length + Description.Trim().Length > 0 : !IsSame(_begun, Read());

    public TicketContent Read() => new()
    {
        Title = Title,
        Description = Description,
        Priority = Priority,
        Category = Category,
        Tags = Tags.Split(',', StringSplitOptions.RemoveEmptyEntries),
        AssignedAgentId = Guid.TryParse(Agent, out var id) ? AgentId.From(id) : null,
    };

    /// <summary>Tags are compared one by one; a list is only equal to itself.</summary>
    private static bool IsSame(TicketContent one, TicketContent other) => one with { Tags = [] } == other with { Tags = [] } && one.Tags.SequenceEqual(other.Tags, StringComparer.Ordinal);
}
