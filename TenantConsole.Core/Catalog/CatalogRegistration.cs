using Microsoft.Extensions.DependencyInjection;

namespace TenantConsole.Core.Catalog;

public static class CatalogRegistration
{
    /// <summary>The model catalogue. Needs the database, access control, the audit log and a <see cref="TimeProvider"/>; the program calls <see cref="CatalogService.SeedAsync"/> after it migrated.</summary>
    public static IServiceCollection AddCatalog(this IServiceCollection services) => services.AddSingleton<CatalogService>();
}
