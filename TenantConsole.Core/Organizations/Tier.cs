namespace TenantConsole.Core.Organizations;

/// <summary>The plan that an organization is on; it decides the limits that are not overridden.</summary>
public enum Tier
{
    Basic,
    Professional,
    Enterprise,
}
