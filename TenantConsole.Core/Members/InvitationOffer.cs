using TenantConsole.Core.Common;
using TenantConsole.Core.Security;

namespace TenantConsole.Core.Members;

/// <summary>What the holder of an invitation's link is offered.</summary>
/// <param name="HasAccount">Whether the address has an account, which then signs in; otherwise accepting makes one.</param>
public sealed record InvitationOffer(OrganizationId OrganizationId, string OrganizationName, string Email, ConsoleRole Role, bool HasAccount);
