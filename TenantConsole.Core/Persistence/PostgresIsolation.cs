using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Persistence;

/// <summary>
/// Row-level security, made from the model so that no table is forgotten. Two roles that cannot log in and own nothing: the tenant role sees the rows of the organization
/// that <see cref="PostgresRoles.TenantSetting"/> names and none where it names none, and no table of the platform; the system role sees all. The same triggers as on SQLite keep
/// append-only rows, and each row with its organization.
/// </summary>
internal static class PostgresIsolation
{
    /// <summary>Any number will do, as long as every instance takes the same.</summary>
    private const long Lock = 0x7e4a_9c01;

    // Roles belong to the whole server: another database of it may be making them at this moment, or its administrator made them beforehand.
    private const string Roles = """
        DO $$ DECLARE wanted text; BEGIN
            FOREACH wanted IN ARRAY ARRAY['tenantconsole_tenant', 'tenantconsole_system'] LOOP
                BEGIN
                    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = wanted) THEN EXECUTE format('CREATE ROLE %I NOLOGIN', wanted); END IF;
                EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
                END;
                BEGIN
                    IF NOT pg_has_role(current_user, wanted, 'MEMBER') THEN EXECUTE format('GRANT %I TO %I', wanted, current_user); END IF;
                EXCEPTION WHEN unique_violation THEN NULL;
                END;
                EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), wanted);
            END LOOP;
        END $$;
        CREATE OR REPLACE FUNCTION refuse_append_only() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$ BEGIN
            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM purge_grants WHERE purged_organization_id = OLD.organization_id) THEN RETURN OLD; END IF;
            RAISE EXCEPTION '%: rows are append-only', TG_TABLE_NAME;
        END $$;
        CREATE OR REPLACE FUNCTION refuse_move() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            RAISE EXCEPTION '%: a row cannot move to another organization', TG_TABLE_NAME;
        END $$;
        """;

    /// <summary>
    /// Puts the rules in place if they are not there as this program wants them: after a migration, after an update that changed them, and where a program was killed between a
    /// migration and this. All of them or none; several processes at once wait for each other.
    /// </summary>
    public static async Task ApplyAsync(ConsoleDbContext context, CancellationToken cancellationToken)
    {
        var sql = For(context);
        var mark = $"TenantConsole isolation {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)))}";
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Lock})", cancellationToken);
        var applied = await context.Database.SqlQuery<string>(
            $"""SELECT COALESCE(obj_description(to_regprocedure('refuse_append_only()'), 'pg_proc'), '') AS "Value" """).SingleAsync(cancellationToken);
        if (applied != mark)
        {
            var marked = $"{sql}\nCOMMENT ON FUNCTION refuse_append_only() IS '{mark}';";
            await context.Database.ExecuteSqlRawAsync(marked, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private static string For(ConsoleDbContext context)
    {
        var sql = new StringBuilder(Roles).AppendLine();
        sql.AppendLine(CultureInfo.InvariantCulture, $"""GRANT SELECT ON "{HistoryRepository.DefaultTableName}" TO {PostgresRoles.System};""");
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
                DROP TRIGGER IF EXISTS owner_is_fixed ON "{table}";
                CREATE TRIGGER owner_is_fixed BEFORE UPDATE OF "{owner}" ON "{table}" FOR EACH ROW
                WHEN (NEW."{owner}" IS DISTINCT FROM OLD."{owner}") EXECUTE FUNCTION refuse_move();
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
