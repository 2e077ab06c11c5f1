namespace TenantConsole.Core.Organizations;

/// <summary>Where an organization is in its life.</summary>
public enum OrganizationStatus
{
    Active,

    /// <summary>Its data can be read; calls are refused.</summary>
    Suspended,

    /// <summary>Deleted; it can be restored until it is purged.</summary>
    Deleted,
}
