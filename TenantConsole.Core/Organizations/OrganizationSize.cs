namespace TenantConsole.Core.Organizations;

/// <summary>How large an organization is, as it says itself.</summary>
public enum OrganizationSize
{
    Small,
    Medium,
    Large,
    Enterprise,
}
