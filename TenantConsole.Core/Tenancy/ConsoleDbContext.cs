using System.Reflection;
using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Tenancy;

/// <summary>
/// The isolation boundary. It finds every entity's configuration in its own folder and names no entity itself; what makes a row the property of one
/// organization is <see cref="ITenantOwned"/>, and everything here follows from that:
/// <list type="bullet">
/// <item>the model of an organization's context has no table of the platform, and a filter on each of its own (<see cref="TenantModel"/>);</item>
/// <item>an entity of another organization cannot be tracked, saved or materialised (<see cref="TenantGuard"/>);</item>
/// <item>a query that lifts the filter, and SQL written by hand, are refused (<see cref="TenantQueryGuard"/>, <see cref="RawSqlGuard"/>).</item>
/// </list>
/// On PostgreSQL row-level security holds the same line a second time, in the server.
/// </summary>
public abstract class ConsoleDbContext : DbContext
{
    protected ConsoleDbContext(DbContextOptions options, TenantScope scope)
        : base(options) => Scope = scope;

    /// <summary>Whose rows this context sees, for as long as it lives.</summary>
    public TenantScope Scope { get; }

    /// <summary>What the filters compare with. Read by queries, so it may not throw for the system's context, whose model has no filters.</summary>
    internal OrganizationId ScopedOrganizationId => Scope.IsSystem ? default : Scope.OrganizationId;

    /// <summary>Sets how this engine stores an id.</summary>
    protected abstract void ConfigureId<TId>(ModelConfigurationBuilder configuration)
        where TId : struct, ITypedId<TId>;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTimeConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);

        var configureId = typeof(ConsoleDbContext).GetMethod(nameof(ConfigureId), BindingFlags.Instance | BindingFlags.NonPublic)!;
        foreach (var id in typeof(ITypedId<>).Assembly.GetTypes().Where(IsTypedId))
        {
            configureId.MakeGenericMethod(id).Invoke(this, [configurationBuilder]);
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ConsoleDbContext).Assembly, configuration => Scope.IsSystem || !ConfiguresPlatform(configuration));
        TenantModel.Apply(modelBuilder, this);
        SnakeCaseNames.Apply(modelBuilder);
    }

    private static bool IsTypedId(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(ITypedId<>));

    private static bool ConfiguresPlatform(Type configuration) => configuration.GetInterfaces()
        .Where(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IEntityTypeConfiguration<>))
        .Any(contract => contract.GetGenericArguments()[0].IsAssignableTo(typeof(IPlatformOwned)));
}
