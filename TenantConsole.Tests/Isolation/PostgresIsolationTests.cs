using Microsoft.EntityFrameworkCore;
using Npgsql;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Isolation.Probes;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Isolation;

/// <summary>The second line, in the server: what the roles may, what the policies are, and what a connection remembers.</summary>
public sealed class PostgresIsolationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tables_OfOrganizations_HaveForcedRowLevelSecurityAndBothPolicies()
    {
        await using var world = await IsolationWorld.CreateAsync(DatabaseEngine.PostgreSql);

        foreach (var entity in world.Entities)
        {
            var found = await ListAsync(world.Test, $"""
                SELECT relrowsecurity || ' ' || relforcerowsecurity || ' ' ||
                    (SELECT string_agg(polname || ' for ' || polroles::regrole[]::text || ' ' || polcmd::text || ' ' || (polwithcheck IS NOT NULL), ', ' ORDER BY polname) FROM pg_policy WHERE polrelid = pg_class.oid)
                FROM pg_class WHERE oid = '{entity.GetTableName()}'::regclass
                """);
            Assert.Equal(["true true system for {tenantconsole_system} * true, tenant for {tenantconsole_tenant} * true"], found);
        }
    }

    [Fact]
    public async Task Tables_OfTheDatabase_AreAllInTheModel()
    {
        await using var test = await EngineDatabase.CreateAsync(DatabaseEngine.PostgreSql);
        await using var db = test.Database.OpenSystem();

        var known = db.Model.GetRelationalModel().Tables.Select(table => table.Name).Append("__EFMigrationsHistory").Order(StringComparer.Ordinal);

        Assert.Equal(known, await ListAsync(test, "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND relnamespace = 'public'::regnamespace ORDER BY relname COLLATE \"C\""));
    }

    [Fact]
    public async Task TenantRole_OnTablesOfThePlatform_HasNoRight()
    {
        await using var world = await IsolationWorld.CreateAsync(DatabaseEngine.PostgreSql);
        var own = string.Join(", ", world.Entities.Select(entity => $"'{entity.GetTableName()}'"));

        var platform = await ListAsync(world.Test, $"SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname NOT IN ({own})");
        var rights = await ListAsync(world.Test, $"""
            SELECT relname || ' ' || wanted FROM pg_class, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS wanted
            WHERE relkind IN ('r', 'v', 'm', 'S') AND relnamespace = 'public'::regnamespace AND relname NOT IN ({own}) AND has_table_privilege('{PostgresRoles.Tenant}', pg_class.oid, wanted)
            """);

        Assert.True(platform.Count > 5);
        Assert.Empty(rights);
        foreach (var table in platform)
        {
            var refusal = await Assert.ThrowsAsync<PostgresException>(() => ListAsync(world.Test, $"{PostgresRoles.BecomeTenant}; SELECT count(*)::text FROM \"{table}\""));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
        }
    }

    [Fact]
    public async Task Roles_OnTablesOfOrganizations_HaveNoRightThatGoesPastRows()
    {
        await using var test = await EngineDatabase.CreateAsync(DatabaseEngine.PostgreSql);

        Assert.Empty(await ListAsync(test, $"""
            SELECT relname || ' ' || wanted || ' ' || role FROM pg_class, unnest(ARRAY['TRUNCATE', 'REFERENCES', 'TRIGGER']) AS wanted, unnest(ARRAY['{PostgresRoles.Tenant}', '{PostgresRoles.System}']) AS role
            WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND has_table_privilege(role, pg_class.oid, wanted)
            """));
    }

    [Fact]
    public async Task Roles_OfTheConsole_CannotLogInOwnNothingAndPassNoPolicy()
    {
        await using var test = await EngineDatabase.CreateAsync(DatabaseEngine.PostgreSql);

        // Roles are the cluster's, and so is this catalog: what another test's database holds for a moment, like the temporary tables of a bulk load, is not asked about.
        var roles = await ListAsync(test, """
            SELECT rolname || ' ' || rolcanlogin || ' ' || rolsuper || ' ' || rolbypassrls || ' ' || rolcreaterole || ' ' || rolcreatedb || ' ' ||
                (SELECT count(*) FROM pg_shdepend WHERE refclassid = 'pg_authid'::regclass AND refobjid = pg_roles.oid AND deptype = 'o' AND dbid IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))) || ' ' ||
                (SELECT count(*) FROM pg_auth_members WHERE member = pg_roles.oid)
            FROM pg_roles WHERE rolname LIKE 'tenantconsole%' ORDER BY rolname
            """);

        Assert.Equal(["tenantconsole_system false false false false false 0 0", "tenantconsole_tenant false false false false false 0 0"], roles);
    }

    [Fact]
    public async Task Login_OfTheConsole_IsNoSuperuserAndPassesNoPolicy()
    {
        await using var test = await EngineDatabase.CreateAsync(DatabaseEngine.PostgreSql);

        Assert.Equal(["false false"], await ListAsync(test, "SELECT rolsuper || ' ' || rolbypassrls FROM pg_roles WHERE rolname = session_user"));
    }

    [Fact]
    public async Task ForeignKeys_OfTheDatabase_NeitherCascadeNorSetNull()
    {
        await using var test = await EngineDatabase.CreateAsync(DatabaseEngine.PostgreSql);

        // r: restrict, a: no action.
        var rules = await ListAsync(test, "SELECT DISTINCT confdeltype::text || ' ' || confupdtype::text FROM pg_constraint WHERE contype = 'f'");

        Assert.NotEmpty(rules);
        Assert.DoesNotContain(rules, rule => rule is not ("r a" or "a a"));
    }

    [Fact]
    public async Task TenantRole_WithoutATenant_SeesNoRow()
    {
        await using var world = await IsolationWorld.CreateAsync(DatabaseEngine.PostgreSql);

        foreach (var entity in world.Entities)
        {
            Assert.Equal(["0"], await ListAsync(world.Test, $"{PostgresRoles.BecomeTenant}; SELECT count(*)::text FROM \"{entity.GetTableName()}\""));
            Assert.Equal(["0"], await ListAsync(world.Test, $"{PostgresRoles.BecomeTenant}; SET {PostgresRoles.TenantSetting} = ''; SELECT count(*)::text FROM \"{entity.GetTableName()}\""));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("No Reset On Close=true")]
    [InlineData("Multiplexing=true")]
    public async Task Connection_FromThePool_RemembersNoTenant(string more)
    {
        await using var world = await IsolationWorld.CreateAsync(DatabaseEngine.PostgreSql);
        await using var again = world.Test.OpenAgain($"Maximum Pool Size=1;{more}");
        await using (var db = again.Database.OpenTenant(world.First))
        {
            Assert.Equal(1, await db.Set<TenantConsole.Core.Organizations.Organization>().CountAsync(Cancellation));
        }

        await using (var connection = await again.Database.OpenLedgerConnectionAsync(Cancellation))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM organizations";
            Assert.Equal(0L, await command.ExecuteScalarAsync(Cancellation));
        }

        await using var second = again.Database.OpenTenant(world.Second);
        Assert.Equal(world.Second, (await second.Set<TenantConsole.Core.Organizations.Organization>().SingleAsync(Cancellation)).Id);
    }

    private static async Task<List<string>> ListAsync(EngineDatabase test, string sql)
    {
        await using var login = await test.OpenLoginAsync();
        await using var command = login.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var rows = new List<string>();
        do
        {
            while (await reader.ReadAsync(Cancellation))
            {
                rows.Add(reader.GetString(0));
            }
        }
        while (await reader.NextResultAsync(Cancellation));
        return rows;
    }
}
