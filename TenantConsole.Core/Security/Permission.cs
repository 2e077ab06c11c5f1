namespace TenantConsole.Core.Security;

/// <summary>One thing that an actor may or may not do. The first group is given per organization, the second by being platform administrator.</summary>
public enum Permission
{
    ViewOrganization,
    EditOrganization,
    ManageMembers,
    UseCompletions,
    ViewCosts,
    EditLimits,
    ViewAudit,

    /// <summary>See all organizations and their figures together.</summary>
    ViewPlatform,
    CreateOrganization,
    EditCatalog,
    ManageUsers,
    ManageDemoData,
}
