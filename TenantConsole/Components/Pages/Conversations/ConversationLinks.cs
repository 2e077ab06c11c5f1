using TenantConsole.Core.Common;

namespace TenantConsole.Components.Pages.Conversations;

/// <summary>Addresses of conversations.</summary>
internal static class ConversationLinks
{
    public static string Of(string slug, ConversationId id) => $"/organizations/{slug}/conversations/{id}";

    /// <param name="extension"><c>md</c> or <c>json</c>.</param>
    public static string ExportOf(string slug, ConversationId id, string extension) => $"{Of(slug, id)}/export.{extension}";
}
