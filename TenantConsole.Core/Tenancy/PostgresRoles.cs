namespace TenantConsole.Core.Tenancy;

/// <summary>The roles that a PostgreSQL connection takes on, and the setting that names the tenant; row-level security is written in terms of them.</summary>
internal static class PostgresRoles
{
    public const string TenantSetting = "tenantconsole.organization_id";
    public const string Tenant = "tenantconsole_tenant";
    public const string System = "tenantconsole_system";
    public const string BecomeTenant = $"SET ROLE {Tenant}";
    public const string BecomeSystem = $"SET ROLE {System}";
}
