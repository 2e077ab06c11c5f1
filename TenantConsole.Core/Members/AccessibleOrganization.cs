using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;

namespace TenantConsole.Core.Members;

/// <summary>An organization that an actor may enter.</summary>
/// <param name="Role">The actor's role there; null where they see it as platform administrator only.</param>
public sealed record AccessibleOrganization(OrganizationId Id, string Slug, string Name, OrganizationStatus Status, ConsoleRole? Role);
