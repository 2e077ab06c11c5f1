namespace TenantConsole.Core.Security;

/// <summary>One thing that an actor may or may not do. The first group is given per organization, the second by being platform administrator.</summary>
public enum Permission
{
    ViewOrganization,
    EditOrganization,
    ManageMembers,

    /// <summary>Make and unmake owners; who only manages members may not.</summary>
    ManageOwners,
    UseCompletions,
    ViewCosts,
    EditLimits,

    /// <summary>Stop and resume an organization's calls. No role in the organization has it, nor <see cref="EditLimits"/>: both are the platform's.</summary>
    SuspendOrganization,
    ViewAudit,

    /// <summary>Read what other people asked in the playground; their own and those with agents need <see cref="ViewOrganization"/> only.</summary>
    ViewConversations,

    /// <summary>Define job roles and agents.</summary>
    ManageAgents,

    /// <summary>Open, change and comment tickets.</summary>
    WorkTickets,

    /// <summary>Upload and delete documents.</summary>
    ManageDocuments,

    /// <summary>Change how the organization's questions are routed.</summary>
    EditRouting,

    /// <summary>Take everything that the organization has out of the console.</summary>
    ExportOrganization,

    /// <summary>Delete the organization, and take it back within its grace period.</summary>
    DeleteOrganization,

    /// <summary>See all organizations and their figures together.</summary>
    ViewPlatform,
    CreateOrganization,

    /// <summary>Delete an organization whole and for good.</summary>
    PurgeOrganization,
    EditCatalog,
    ManageUsers,
    ManageDemoData,
}
