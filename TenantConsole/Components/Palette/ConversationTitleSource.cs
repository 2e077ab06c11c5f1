using TenantConsole.Components.Pages.Conversations;
using TenantConsole.Core.Conversations;

namespace TenantConsole.Components.Palette;

/// <summary>Conversations by title, the latest first.</summary>
internal sealed class ConversationTitleSource(ConversationDirectory conversations) : IPaletteSource
{
    public string Title => "Conversations";

    public async Task<IReadOnlyList<PaletteEntry>> FindAsync(PaletteQuery query, CancellationToken cancellationToken)
    {
        var found = new List<PaletteEntry>();
        if (query.Text.Length == 0)
        {
            return found;
        }

        foreach (var organization in query.Within.TakeWhile(_ => found.Count < query.Count))
        {
            var page = await conversations.ListAsync(query.Actor, organization.Id, new() { Search = query.Text }, null, query.Count - found.Count, cancellationToken);
            found.AddRange(page.Items.Select(conversation => new PaletteEntry(
                conversation.Title, ConversationLinks.Of(organization.Slug, conversation.Id), ConversationWords.IconOf(conversation.Source), $"{conversation.AgentName ?? ConversationWords.Of(conversation.Source)} · {organization.Name}")));
        }

        return found;
    }
}
