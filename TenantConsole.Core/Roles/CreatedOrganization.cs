using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;

namespace TenantConsole.Core.Roles;

/// <summary>A new organization and what became of its first owner.</summary>
public sealed record CreatedOrganization(Organization Organization, AdminInvitation Owner);
