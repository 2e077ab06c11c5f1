using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace TenantConsole.Core.Tenancy;

/// <summary>Two models a context class: the organization's, filtered and without the platform's tables, and the system's.</summary>
internal sealed class ScopedModelCacheKeyFactory : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (context.GetType(), ((ConsoleDbContext)context).Scope.IsSystem, designTime);
}
