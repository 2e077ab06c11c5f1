using TenantConsole.Core.Members;
using TenantConsole.Core.Security;

namespace TenantConsole.Components.Pages.Members;

/// <summary>Members and their roles in words for people.</summary>
internal static class MemberWords
{
    /// <summary>What the role may do, in one sentence.</summary>
    public static string Of(ConsoleRole role) => role switch
    {
        ConsoleRole.Viewer => "Reads everything but costs.",
        ConsoleRole.Operator => "Works: asks questions, works tickets, uploads documents.",
        ConsoleRole.Billing => "Sees costs, limits and invoices.",
        ConsoleRole.Admin => "Runs the organization: members, settings, agents, routing, audit log.",
        ConsoleRole.Owner => "Runs the organization and decides over its owners and its existence.",
        _ => "",
    };

    /// <summary>The roles to choose from, from most to least.</summary>
    public static IEnumerable<ConsoleRole> Choices(bool mayMakeOwners) =>
        Enum.GetValues<ConsoleRole>().OrderDescending().Where(role => mayMakeOwners || role != ConsoleRole.Owner);

    public static string NameOf(MemberListItem member) => member.DisplayName.Length == 0 ? member.Email : member.DisplayName;
}
