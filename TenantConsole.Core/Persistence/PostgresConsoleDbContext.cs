using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Persistence;

/// <summary>The console's model on PostgreSQL.</summary>
public sealed class PostgresConsoleDbContext(DbContextOptions<PostgresConsoleDbContext> options, TenantScope scope) : ConsoleDbContext(options, scope)
{
    protected override void ConfigureId<TId>(ModelConfigurationBuilder configuration) =>
        configuration.Properties<TId>().HaveConversion<TypedIdToGuidConverter<TId>>();
}
