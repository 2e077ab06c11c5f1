namespace TenantConsole.Core.Conversations;

/// <summary>Where a conversation was begun. The numbers are stored.</summary>
public enum ConversationSource : short
{
    /// <summary>By a person in the playground; it is that person's own.</summary>
    Playground = 1,

    /// <summary>With an agent of the organization.</summary>
    Agent = 2,

    /// <summary>With an agent, about a ticket.</summary>
    Ticket = 3,
}
