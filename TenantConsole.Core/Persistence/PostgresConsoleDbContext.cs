using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Persistence;

/// <summary>The console's model on PostgreSQL.</summary>
public sealed class PostgresConsoleDbContext(DbContextOptions<PostgresConsoleDbContext> options, TenantScope scope) : ConsoleDbContext(options, scope)
{
    protected override void ConfigureId<TId>(ModelConfigurationBuilder configuration) =>
        configuration.Properties<TId>().HaveConversion<TypedIdToGuidConverter<TId>>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()).Where(property => property.FindAnnotation(ByteOrder.Annotation) is not null))
        {
            property.SetCollation("C");
        }
    }
}
