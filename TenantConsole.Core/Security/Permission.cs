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

    /// <summary>Stop and resume an organization's calls. No role in the organization has it, nor <see cref="EditLimits"/>: both are the platform's.</summary>
    SuspendOrganization,
    ViewAudit,

    /// <summary>See all organizations and their figures together.</summary>
    ViewPlatform,
    CreateOrganization,
    EditCatalog,
    ManageUsers,
    ManageDemoData,
}
