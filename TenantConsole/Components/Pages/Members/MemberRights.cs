using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Core.Security;

namespace TenantConsole.Components.Pages.Members;

/// <summary>What the person at the page may do with an organization's members; for showing and hiding what the services decide again.</summary>
/// <param name="IsMember">False for a platform administrator who only looks in.</param>
public sealed record MemberRights(UserId UserId, bool IsMember, bool MayManage, bool MayMakeOwners)
{
    public bool MayChange(ConsoleRole role) => MayManage && (MayMakeOwners || role != ConsoleRole.Owner);

    internal static async Task<MemberRights> OfAsync(IAccessControl access, MemberList members, Actor.Person person, OrganizationId organizationId, CancellationToken cancellationToken) => new(
        person.UserId,
        await members.IsMemberAsync(person, organizationId, cancellationToken),
        await access.HasAsync(person, Permission.ManageMembers, organizationId, cancellationToken),
        await access.HasAsync(person, Permission.ManageOwners, organizationId, cancellationToken));
}
