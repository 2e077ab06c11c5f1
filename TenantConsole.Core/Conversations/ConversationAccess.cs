using TenantConsole.Core.Common;
using TenantConsole.Core.Conversations.Comparisons;
using TenantConsole.Core.Security;

namespace TenantConsole.Core.Conversations;

/// <summary>
/// What an actor may do with the conversations of one organization, looked up for one call.
/// <list type="bullet">
/// <item>Conversations with agents belong to the organization: everybody who may look at it reads them, and who may ask goes on with them.</item>
/// <item>One of the playground is its author's. Besides them, owners and administrators read it (<see cref="Permission.ViewConversations"/>); nobody else knows of it,
/// and nobody else goes on with it.</item>
/// <item>A comparison is its author's in the same way, and everybody's who may look at the organization once it is shared.</item>
/// <item>Renaming and deleting is for its author, and for owners and administrators.</item>
/// <item>In a suspended organization conversations are read only.</item>
/// </list>
/// </summary>
/// <param name="Me">The person; null: a program.</param>
/// <param name="SeesAll">Owners, administrators and the installation.</param>
/// <param name="MayWork">May ask.</param>
internal sealed record ConversationAccess(UserId? Me, bool SeesAll, bool MayWork)
{
    /// <exception cref="AccessDeniedException">The actor may not look at this organization.</exception>
    public static async Task<ConversationAccess> OfAsync(IAccessControl access, Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        return new(
            (actor as Actor.Person)?.UserId,
            await access.HasAsync(actor, Permission.ViewConversations, organizationId, cancellationToken),
            await access.HasAsync(actor, Permission.UseCompletions, organizationId, cancellationToken));
    }

    /// <summary>Those that the actor may read.</summary>
    public IQueryable<Conversation> Visible(IQueryable<Conversation> conversations)
    {
        var me = Me;
        return SeesAll ? conversations : conversations.Where(conversation => conversation.Source != ConversationSource.Playground || conversation.CreatedBy == me);
    }

    /// <summary>Those that the actor may read.</summary>
    public IQueryable<Comparison> Visible(IQueryable<Comparison> comparisons)
    {
        var me = Me;
        return SeesAll ? comparisons : comparisons.Where(comparison => comparison.IsShared || (me != null && comparison.CreatedBy == me));
    }

    public bool MayAsk(Conversation conversation) => MayWork && (conversation.Source != ConversationSource.Playground || IsMine(conversation));

    public bool MayChange(Conversation conversation) => MayWork && (SeesAll || IsMine(conversation));

    private bool IsMine(Conversation conversation) => conversation.CreatedBy == Me;
}
