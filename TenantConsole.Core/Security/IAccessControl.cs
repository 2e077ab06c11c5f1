using TenantConsole.Core.Common;

namespace TenantConsole.Core.Security;

/// <summary>
/// Decides, against the database and at the moment of the call, what an actor may do. It stands up here, and its one implementation further down beside the
/// memberships that it reads, because every service above those asks it too.
/// </summary>
public interface IAccessControl
{
    /// <summary>Returns when the actor has the permission in this organization.</summary>
    /// <exception cref="AccessDeniedException">It has not, or the organization does not exist.</exception>
    Task RequireAsync(Actor actor, Permission permission, OrganizationId organizationId, CancellationToken cancellationToken);

    /// <summary>Returns when the actor has the permission over the whole installation.</summary>
    /// <exception cref="AccessDeniedException">It has not.</exception>
    Task RequirePlatformAsync(Actor actor, Permission permission, CancellationToken cancellationToken);

    /// <summary>Whether the actor has the permission in this organization; for showing or hiding what <see cref="RequireAsync"/> will decide again.</summary>
    Task<bool> HasAsync(Actor actor, Permission permission, OrganizationId organizationId, CancellationToken cancellationToken);

    /// <summary>Whether the actor has the permission over the whole installation.</summary>
    Task<bool> HasPlatformAsync(Actor actor, Permission permission, CancellationToken cancellationToken);
}
