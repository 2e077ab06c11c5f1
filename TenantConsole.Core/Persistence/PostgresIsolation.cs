using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Persistence;

/// <summary>
/// Row-level security, made from the model so that no table is forgotten. Two roles that cannot log in and own nothing: the tenant role sees the rows of the organization
/// that <see cref="PostgresRoles.TenantSetting"/> names and none where it names none, and no table of the platform; the system role sees all. The same triggers as on SQLite keep
/// append-only rows.
/// </summary>
internal static class PostgresIsolation
{
    private const string Roles = """
        DO $$ BEGIN
            -- Roles are the whole server's: a console of another database may be making them at this moment.
            BEGIN CREATE ROLE tenantconsole_tenant NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;
            BEGIN CREATE ROLE tenantconsole_system NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;
            BEGIN
                EXECUTE format('GRANT tenantconsole_tenant, tenantconsole_system TO %I', current_user);
            EXCEPTION WHEN unique_violation THEN NULL;
            END;
            EXECUTE format('GRANT USAGE ON SCHEMA %I TO tenantconsole_tenant, tenantconsole_system', current_schema());
        END $$;
        CREATE OR REPLACE FUNCTION refuse_append_only() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$ BEGIN
            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM purge_grants WHERE purged_organization_id = OLD.organization_id) THEN RETURN OLD; END IF;
            RAISE EXCEPTION '%: rows are append-only', TG_TABLE_NAME;
        END $$;
        """;

    public static string For(ConsoleDbContext context)
    {
        var sql = new StringBuilder(Roles).AppendLine();
        foreach (var entity in context.Model.GetEntityTypes())
        {
            var table = entity.GetTableName()!;
            sql.AppendLine(CultureInfo.InvariantCulture, $"""GRANT SELECT, INSERT, UPDATE, DELETE ON "{table}" TO {PostgresRoles.System};""");
            if (TenantModel.OwnerProperty(entity.ClrType) is not { } ownerProperty)
            {
                continue;
            }

            // current_setting(…, true) is null, and an emptied setting is '', where no tenant was set: then the comparison is null and no row is seen.
            var owner = entity.FindProperty(ownerProperty)!.GetColumnName();
            var own = $"\"{owner}\" = NULLIF(current_setting('{PostgresRoles.TenantSetting}', true), '')::uuid";
            sql.AppendLine(CultureInfo.InvariantCulture, $"""
                GRANT SELECT, INSERT, UPDATE, DELETE ON "{table}" TO {PostgresRoles.Tenant};
                ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY;
                ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY;
                DROP POLICY IF EXISTS tenant ON "{table}";
                CREATE POLICY tenant ON "{table}" TO {PostgresRoles.Tenant} USING ({own}) WITH CHECK ({own});
                DROP POLICY IF EXISTS system ON "{table}";
                CREATE POLICY system ON "{table}" TO {PostgresRoles.System} USING (true) WITH CHECK (true);
                """);
            if (entity.ClrType.IsAssignableTo(typeof(IAppendOnly)))
            {
                sql.AppendLine(CultureInfo.InvariantCulture, $"""
                    DROP TRIGGER IF EXISTS is_append_only ON "{table}";
                    CREATE TRIGGER is_append_only BEFORE UPDATE OR DELETE ON "{table}" FOR EACH ROW EXECUTE FUNCTION refuse_append_only();
                    """);
            }
        }

        return sql.ToString();
    }
}
