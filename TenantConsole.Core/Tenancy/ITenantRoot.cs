using TenantConsole.Core.Common;

namespace TenantConsole.Core.Tenancy;

/// <summary>The row that is the organization itself: isolated like the rows that belong to it, by its own id.</summary>
public interface ITenantRoot
{
    OrganizationId Id { get; }
}
