using Microsoft.AspNetCore.Identity;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Security;

/// <summary>A person who signs in. People belong to the installation; what they may do in an organization is on their membership of it.</summary>
public sealed class ConsoleUser : IdentityUser<UserId>, IPlatformOwned
{
    /// <summary>Runs the installation and sees all organizations.</summary>
    public bool IsPlatformAdmin { get; set; }

    public string DisplayName { get; set; } = "";

    public DateTime CreatedUtc { get; set; }
}
