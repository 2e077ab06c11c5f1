using TenantConsole.Core.Common;

namespace TenantConsole.Core.Tenancy;

/// <summary>
/// A row that belongs to one organization. Its key and every foreign key begin with <c>OrganizationId</c>; the model refuses to be built otherwise.
/// Filters, guards, row-level security and probes follow from this interface alone.
/// </summary>
public interface ITenantOwned
{
    OrganizationId OrganizationId { get; }
}
