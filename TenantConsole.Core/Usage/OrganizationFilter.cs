using TenantConsole.Core.Organizations;

namespace TenantConsole.Core.Usage;

/// <summary>Which organizations are wanted. Null does not ask; deleted ones are listed only where they are asked for.</summary>
public sealed record OrganizationFilter(Tier? Tier = null, Industry? Industry = null, OrganizationStatus? Status = null)
{
    public static readonly OrganizationFilter None = new();
}
