using System.Collections.Frozen;

namespace TenantConsole.Core.Security;

/// <summary>Which permissions each console role has, in one table.</summary>
public static class RolePermissions
{
    private static readonly FrozenDictionary<ConsoleRole, FrozenSet<Permission>> ByRole = new Dictionary<ConsoleRole, FrozenSet<Permission>>
    {
        [ConsoleRole.Viewer] = [Permission.ViewOrganization],
        [ConsoleRole.Operator] = [Permission.ViewOrganization, Permission.UseCompletions, Permission.WorkTickets, Permission.ManageDocuments],
        [ConsoleRole.Billing] = [Permission.ViewOrganization, Permission.ViewCosts],
        [ConsoleRole.Admin] =
        [
            Permission.ViewOrganization, Permission.UseCompletions, Permission.ViewCosts, Permission.EditOrganization, Permission.ManageMembers, Permission.ViewAudit,
            Permission.ViewConversations, Permission.ManageAgents, Permission.WorkTickets, Permission.ManageDocuments, Permission.EditRouting,
        ],
        [ConsoleRole.Owner] =
        [
            Permission.ViewOrganization, Permission.UseCompletions, Permission.ViewCosts, Permission.EditOrganization, Permission.ManageMembers, Permission.ViewAudit,
            Permission.ViewConversations, Permission.ManageOwners, Permission.ManageAgents, Permission.WorkTickets, Permission.ManageDocuments, Permission.EditRouting,
            Permission.ExportOrganization, Permission.DeleteOrganization,
        ],
    }.ToFrozenDictionary();

    public static bool Has(ConsoleRole role, Permission permission) => ByRole[role].Contains(permission);
}
