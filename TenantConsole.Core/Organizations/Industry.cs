namespace TenantConsole.Core.Organizations;

/// <summary>What an organization does; it chooses the preset that a new one starts with.</summary>
public enum Industry
{
    General,
    Finance,
    Healthcare,
    Tech,
    Retail,
}
