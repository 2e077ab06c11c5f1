using TenantConsole.Core.Common;
using TenantConsole.Core.Security;

namespace TenantConsole.Core.Members;

/// <summary>An invitation with its secret, which is shown once and not kept.</summary>
public sealed record SentInvitation(InvitationId Id, string Email, ConsoleRole Role, string Secret, DateTime ExpiresUtc)
{
    /// <summary>The link's path and query.</summary>
    public string LinkPath => $"/account/invitation?token={Secret}";

    /// <summary>Keeps the secret out of logs.</summary>
    public override string ToString() => nameof(SentInvitation);
}
