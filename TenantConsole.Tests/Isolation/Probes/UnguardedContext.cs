using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using TenantConsole.Core.Common;
using TenantConsole.Core.Persistence;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Tests.Isolation.Probes;

/// <summary>
/// An organization's context with the application's own defences taken away: no filters in its model, no guards. On PostgreSQL what remains is row-level security, under the
/// product's own interceptor that sets the role and the tenant; on SQLite nothing but the schema remains, which is how the probes show that they can fail.
/// </summary>
internal static class UnguardedContext
{
    public static ConsoleDbContext Open(DatabaseOptions options, OrganizationId organizationId) => options.Engine switch
    {
        DatabaseEngine.Sqlite => new SqliteConsoleDbContext(
            Unguarded(new DbContextOptionsBuilder<SqliteConsoleDbContext>().UseSqlite(options.ConnectionString)).Options,
            TenantScope.Of(organizationId)),
        DatabaseEngine.PostgreSql => new PostgresConsoleDbContext(
            Unguarded(new DbContextOptionsBuilder<PostgresConsoleDbContext>().UseNpgsql(options.ConnectionString)).AddInterceptors(PostgresRoleInterceptor.Instance).Options,
            TenantScope.Of(organizationId)),
        _ => throw new ArgumentOutOfRangeException(nameof(options)),
    };

    private static DbContextOptionsBuilder<TContext> Unguarded<TContext>(DbContextOptionsBuilder<TContext> builder)
        where TContext : ConsoleDbContext
    {
        builder.ReplaceService<IModelCacheKeyFactory, ScopedModelCacheKeyFactory>();
        builder.ReplaceService<IModelCustomizer, WithoutFilters>();
        return builder;
    }

    private sealed class WithoutFilters(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
    {
        public override void Customize(ModelBuilder modelBuilder, DbContext context)
        {
            base.Customize(modelBuilder, context);
            foreach (var entity in modelBuilder.Model.GetEntityTypes())
            {
                entity.SetQueryFilter(TenantModel.FilterName, null);
            }
        }
    }
}
