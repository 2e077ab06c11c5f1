using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Conversations;

/// <summary>
/// The conversations of an organization, the latest first. Searched, filtered and cut in the database along the index of their last activity; a page is found from the row before it.
/// </summary>
/// <remarks>
/// The search looks at titles: those that people gave, and the beginnings of first questions. Texts of messages are not searched. They expire and are deleted one by one, an index of
/// their words would have to follow them on both engines and would be a second place that keeps what was said; who needs a text knows when or with whom it was, and both are filters.
/// </remarks>
public sealed class ConversationDirectory(ConsoleDatabase database, IAccessControl access, TimeProvider time)
{
    /// <summary>One page of those that the actor may read; see <see cref="ConversationAccess"/>.</summary>
    /// <param name="after">Where the page before ended; null: the first page.</param>
    /// <param name="size">Clamped to 1..<see cref="PageRequest.MaxSize"/>.</param>
    /// <exception cref="AccessDeniedException">The actor may not look at this organization.</exception>
    public async Task<ConversationListPage> ListAsync(
        Actor actor, OrganizationId organizationId, ConversationFilter filter, ConversationCursor? after, int size, CancellationToken cancellationToken)
    {
        var standing = await ConversationAccess.OfAsync(access, actor, organizationId, cancellationToken);
        var take = Math.Clamp(size, 1, PageRequest.MaxSize);
        await using var db = database.OpenTenant(organizationId);
        var conversations = Matching(standing.Visible(db.Set<Conversation>()), filter);
        if (after is not null)
        {
            var moment = after.LastMessageUtc;
            conversations = conversations.Where(conversation => conversation.LastMessageUtc <= moment);
        }

        var rows = await conversations.AsNoTracking()
            .OrderByDescending(conversation => conversation.LastMessageUtc).ThenByDescending(conversation => conversation.Id)
            .Skip(after?.Seen ?? 0).Take(take + 1)
            .ToListAsync(cancellationToken);
        var shown = rows.Take(take).ToList();
        var agents = shown.Select(conversation => conversation.AgentId).OfType<AgentId>().Distinct().ToList();
        var agentNames = await db.Set<Agent>().Where(agent => agents.Contains(agent.Id)).Select(agent => new { agent.Id, agent.Name }).ToDictionaryAsync(agent => agent.Id, agent => agent.Name, cancellationToken);
        var names = await PeopleNames.LoadAsync(database, shown.Select(conversation => conversation.CreatedBy), cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        return new([.. shown.Select(conversation => Item(conversation, agentNames, names, now))], rows.Count > take ? Next(shown, after) : null);
    }

    private static ConversationCursor Next(List<Conversation> shown, ConversationCursor? after)
    {
        var moment = shown[^1].LastMessageUtc;
        var seen = shown.Count(conversation => conversation.LastMessageUtc == moment);
        return new(moment, after?.LastMessageUtc == moment ? after.Seen + seen : seen);
    }

    private static IQueryable<Conversation> Matching(IQueryable<Conversation> conversations, ConversationFilter filter)
    {
        if (filter.Search?.Trim() is { Length: > 0 } wanted)
        {
            var text = SearchText.Fold(wanted);
            conversations = conversations.Where(conversation => conversation.SearchTitle.Contains(text));
        }

        if (filter.Source is { } source)
        {
            conversations = conversations.Where(conversation => conversation.Source == source);
        }

        if (filter.AgentId is { } agent)
        {
            conversations = conversations.Where(conversation => conversation.AgentId == agent);
        }

        if (filter.Person is { } person)
        {
            conversations = conversations.Where(conversation => conversation.CreatedBy == person);
        }

        return filter.TicketId is { } ticket ? conversations.Where(conversation => conversation.TicketId == ticket) : conversations;
    }

    private static ConversationListItem Item(Conversation conversation, Dictionary<AgentId, string> agents, PeopleNames names, DateTime nowUtc) => new(
        conversation.Id,
        conversation.TitleAt(nowUtc),
        conversation.Source,
        conversation.AgentId,
        conversation.AgentId is { } agent ? agents.GetValueOrDefault(agent) : null,
        conversation.TicketId,
        conversation.CreatedBy,
        names.Of(conversation.CreatedBy),
        conversation.LastMessageUtc,
        conversation.MessageCount);
}
