using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Persistence;

/// <summary>Which database, and where: the settings <c>Database__Provider</c> and <c>ConnectionStrings__TenantConsole</c>.</summary>
/// <param name="ConnectionString">Of the engine's own form. A relative SQLite file is relative to the current directory.</param>
public sealed record DatabaseOptions(DatabaseEngine Engine, string ConnectionString)
{
    public const string DefaultSqliteConnectionString = "Data Source=data/tenantconsole.db";

    /// <summary>How long to wait for a lock before saying that the database is busy.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
