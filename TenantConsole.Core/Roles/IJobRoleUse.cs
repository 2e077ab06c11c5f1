using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Roles;

/// <summary>Something that has job roles. A role that is in use cannot be deleted; who uses roles counts its uses here.</summary>
public interface IJobRoleUse
{
    /// <summary>What uses them, in the plural: <c>agents</c>.</summary>
    string Noun { get; }

    /// <summary>How many use the role now, in a context of one organization.</summary>
    Task<int> CountAsync(ConsoleDbContext db, RoleId roleId, CancellationToken cancellationToken);
}
