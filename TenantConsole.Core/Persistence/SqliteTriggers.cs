using System.Text;
using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Persistence;

/// <summary>
/// Rules that SQLite itself keeps, made from the model so that no table is forgotten: a row never moves to another organization,
/// and an append-only row is neither changed nor, without a grant to purge its organization, deleted.
/// </summary>
internal static class SqliteTriggers
{
    public static string For(ConsoleDbContext context)
    {
        var sql = new StringBuilder();
        foreach (var entity in context.Model.GetEntityTypes())
        {
            if (TenantModel.OwnerProperty(entity.ClrType) is not { } ownerProperty)
            {
                continue;
            }

            var table = entity.GetTableName()!;
            var owner = entity.FindProperty(ownerProperty)!.GetColumnName();
            sql.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"""
                CREATE TRIGGER IF NOT EXISTS "{table}_owner_is_fixed" BEFORE UPDATE OF "{owner}" ON "{table}" WHEN NEW."{owner}" IS NOT OLD."{owner}"
                BEGIN SELECT RAISE(ABORT, '{table}: a row cannot move to another organization'); END;
                """);
            if (entity.ClrType.IsAssignableTo(typeof(IAppendOnly)))
            {
                sql.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"""
                    CREATE TRIGGER IF NOT EXISTS "{table}_is_append_only" BEFORE UPDATE ON "{table}"
                    BEGIN SELECT RAISE(ABORT, '{table}: rows are append-only'); END;
                    CREATE TRIGGER IF NOT EXISTS "{table}_is_kept" BEFORE DELETE ON "{table}"
                    WHEN NOT EXISTS (SELECT 1 FROM purge_grants WHERE purged_organization_id = OLD."{owner}")
                    BEGIN SELECT RAISE(ABORT, '{table}: rows are append-only'); END;
                    """);
            }
        }

        return sql.ToString();
    }
}
