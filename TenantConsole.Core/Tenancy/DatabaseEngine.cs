namespace TenantConsole.Core.Tenancy;

/// <summary>The database engines that the console runs on; the names are the values of the setting <c>Database__Provider</c>.</summary>
public enum DatabaseEngine
{
    Sqlite,
    PostgreSql,
}
