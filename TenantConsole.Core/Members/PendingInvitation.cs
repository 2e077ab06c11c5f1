using TenantConsole.Core.Common;
using TenantConsole.Core.Security;

namespace TenantConsole.Core.Members;

/// <summary>An invitation that nobody has accepted yet.</summary>
/// <param name="IsExpired">Its link works no more; it can be renewed.</param>
public sealed record PendingInvitation(InvitationId Id, string Email, ConsoleRole Role, DateTime CreatedUtc, DateTime ExpiresUtc, bool IsExpired);
