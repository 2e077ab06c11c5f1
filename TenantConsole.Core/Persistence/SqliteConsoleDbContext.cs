using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Persistence;

/// <summary>The console's model on SQLite.</summary>
public sealed class SqliteConsoleDbContext(DbContextOptions<SqliteConsoleDbContext> options, TenantScope scope) : ConsoleDbContext(options, scope)
{
    protected override void ConfigureId<TId>(ModelConfigurationBuilder configuration) =>
        configuration.Properties<TId>().HaveConversion<TypedIdToTextConverter<TId>>().HaveMaxLength(36);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);

        // What compares organizations reads a few rows of each, thousands in all, scattered over the file. PostgreSQL fetches them page by page, and pays for an index on a sum with every
        // update of the row; SQLite fetches them one by one, unless the index has all that is read.
        Widen<MonthlyUsage>(
            modelBuilder, nameof(MonthlyUsage.Month), nameof(MonthlyUsage.OrganizationId), nameof(UsageMeasures.Queries), nameof(UsageMeasures.SlmQueries), nameof(UsageMeasures.LlmQueries),
            nameof(UsageMeasures.CostPicoUsd));
        Widen<DailyTotalUsage>(modelBuilder, nameof(DailyTotalUsage.Day), nameof(DailyTotalUsage.OrganizationId), nameof(UsageMeasures.Queries), nameof(UsageMeasures.CostPicoUsd));
    }

    /// <summary>Makes the index on a column one on more columns, under its name.</summary>
    private static void Widen<TRow>(ModelBuilder modelBuilder, string column, params string[] more)
        where TRow : class
    {
        var rows = modelBuilder.Entity<TRow>().Metadata;
        var narrow = rows.FindIndex(rows.FindProperty(column)!)!;
        var name = narrow.GetDatabaseName();
        rows.RemoveIndex(narrow);
        rows.AddIndex([rows.FindProperty(column)!, .. more.Select(property => rows.FindProperty(property)!)]).SetDatabaseName(name);
    }
}
