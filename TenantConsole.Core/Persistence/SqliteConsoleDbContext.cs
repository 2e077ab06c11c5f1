using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Persistence;

/// <summary>The console's model on SQLite.</summary>
public sealed class SqliteConsoleDbContext(DbContextOptions<SqliteConsoleDbContext> options, TenantScope scope) : ConsoleDbContext(options, scope)
{
    protected override void ConfigureId<TId>(ModelConfigurationBuilder configuration) =>
        configuration.Properties<TId>().HaveConversion<TypedIdToTextConverter<TId>>().HaveMaxLength(36);
}
