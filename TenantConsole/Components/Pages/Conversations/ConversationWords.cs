using System.Globalization;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Conversations;

namespace TenantConsole.Components.Pages.Conversations;

/// <summary>Conversations in words.</summary>
internal static class ConversationWords
{
    public static string Of(ConversationSource source) => source switch
    {
        ConversationSource.Playground => "Playground",
        ConversationSource.Agent => "Agent",
        ConversationSource.Ticket => "Ticket",
        _ => source.ToString(),
    };

    public static string IconOf(ConversationSource source) => source switch
    {
        ConversationSource.Agent => ConsoleIcon.Agent,
        ConversationSource.Ticket => ConsoleIcon.Ticket,
        _ => ConsoleIcon.Playground,
    };

    public static string Messages(int count) => count == 1 ? "1 message" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} messages");
}
