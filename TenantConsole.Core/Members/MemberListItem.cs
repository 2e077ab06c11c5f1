using TenantConsole.Core.Common;
using TenantConsole.Core.Security;

namespace TenantConsole.Core.Members;

/// <summary>A member of an organization, for the eyes of its other members.</summary>
public sealed record MemberListItem(MemberId Id, UserId UserId, string DisplayName, string Email, ConsoleRole Role, DateTime JoinedUtc);
