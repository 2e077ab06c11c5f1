using Microsoft.Extensions.DependencyInjection;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Persistence;

public static class DatabaseRegistration
{
    /// <summary>Adds the one <see cref="ConsoleDatabase"/> that the options name.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services, DatabaseOptions options) => services.AddSingleton<ConsoleDatabase>(_ => options.Engine switch
    {
        DatabaseEngine.Sqlite => new SqliteConsoleDatabase(options),
        DatabaseEngine.PostgreSql => new PostgresConsoleDatabase(options),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Engine, "There is no such database engine."),
    });
}
