using TenantConsole.Core.Common;

namespace TenantConsole.Core.Members;

/// <summary>What became of naming somebody owner: an account that existed is owner at once, anybody else has an invitation.</summary>
/// <param name="Email">The address, as it was understood.</param>
/// <param name="Owner">The account that is owner now; null where an invitation was made.</param>
/// <param name="Secret">The secret of the invitation's link, to be shown once and not kept; null where an account is owner.</param>
/// <param name="ExpiresUtc">When the invitation ends.</param>
public sealed record AdminInvitation(string Email, UserId? Owner, string? Secret, DateTime? ExpiresUtc)
{
    /// <summary>The link's path and query; null where an account is owner.</summary>
    public string? LinkPath => Secret is null ? null : $"/account/invitation?token={Secret}";

    /// <summary>Keeps the secret out of logs.</summary>
    public override string ToString() => nameof(AdminInvitation);
}
