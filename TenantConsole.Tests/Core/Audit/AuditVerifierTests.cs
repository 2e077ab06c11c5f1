using System.Text;
using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Core.Seeding;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Audit;

public sealed class AuditVerifierTests
{
    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task OrganizationAsync_UntouchedChain_IsWhole(DatabaseEngine engine)
    {
        await using var world = await SeededWorld.CreateAsync(engine);
        var organization = await AddChainAsync(world);

        Assert.Equal(6, Assert.IsType<AuditVerification.Whole>(await VerifyAsync(world, organization)).Entries);
    }

    [Theory]
    [InlineData("UPDATE audit_entries SET payload = replace(payload, 'thing:3', 'thing:9') WHERE seq = 4", 4, "its payload is not what was hashed")]
    [InlineData("UPDATE audit_entries SET action = 'other.done' WHERE seq = 3", 3, "its action is not the one in its payload")]
    [InlineData("UPDATE audit_entries SET occurred_utc = '2026-11-23 00:00:00' WHERE seq = 3", 3, "its time is not the one in its payload")]
    [InlineData("UPDATE audit_entries SET occurred_utc = 'soon' WHERE seq = 3", 3, "a column holds what the console does not write")]
    [InlineData("UPDATE audit_entries SET hash = zeroblob(32) WHERE seq = 2", 2, "its payload is not what was hashed")]
    [InlineData("UPDATE audit_entries SET previous_hash = zeroblob(31) WHERE seq = 5", 5, "it does not follow the entry before it: its previous hash is another")]
    [InlineData("DELETE FROM audit_entries WHERE seq = 3", 3, "it is missing; entry 4 follows")]
    [InlineData("DELETE FROM audit_entries WHERE seq = 1", 1, "it is missing; entry 2 follows")]
    [InlineData("DELETE FROM audit_entries WHERE seq = 6", 6, "it is missing; the chain is recorded to end with entry 6")]
    [InlineData("DELETE FROM audit_entries", 1, "it is missing; the chain is recorded to end with entry 6")]
    [InlineData("UPDATE audit_heads SET seq = 5", 6, "the chain is recorded to end with entry 5")]
    [InlineData("UPDATE audit_heads SET hash = zeroblob(32)", 6, "its hash is not the recorded end of the chain")]
    [InlineData("DELETE FROM audit_heads", 6, "the record of where the chain ends is missing")]
    [InlineData("UPDATE audit_entries SET seq = 30 WHERE seq = 3; UPDATE audit_entries SET seq = 3 WHERE seq = 4; UPDATE audit_entries SET seq = 4 WHERE seq = 30", 3,
        "it does not follow the entry before it: its previous hash is another")]
    public async Task OrganizationAsync_ChangedBehindTheConsole_SaysWhereAndWhat(string sql, long seq, string what)
    {
        await using var world = await SeededWorld.CreateAsync();
        var organization = await AddChainAsync(world);
        await using (var db = world.Database.OpenSystem())
        {
            await db.Database.ExecuteSqlRawAsync("DROP TRIGGER audit_entries_is_append_only; DROP TRIGGER audit_entries_is_kept;", Cancel);
            await db.Database.ExecuteSqlRawAsync(sql, Cancel);
        }

        Assert.Equal(new AuditVerification.Broken(seq, what), await VerifyAsync(world, organization));
    }

    [Fact]
    public async Task OrganizationAsync_WholeChainForgedUpToTheHead_IsBrokenByTheHead()
    {
        await using var world = await SeededWorld.CreateAsync();
        var organization = await AddChainAsync(world);
        await using (var db = world.Database.OpenSystem())
        {
            var last = await db.Set<AuditEntry>().AsNoTracking().SingleAsync(entry => entry.Seq == 6, Cancel);
            var payload = last.Payload.Replace("thing:5", "thing:0", StringComparison.Ordinal);
            await db.Database.ExecuteSqlRawAsync("DROP TRIGGER audit_entries_is_append_only", Cancel);
            await db.Database.ExecuteSqlAsync($"UPDATE audit_entries SET payload = {payload}, hash = {AuditHash.Of(last.PreviousHash, payload)} WHERE seq = 6", Cancel);
        }

        Assert.Equal(new AuditVerification.Broken(6, "its hash is not the recorded end of the chain"), await VerifyAsync(world, organization));
    }

    [Fact]
    public async Task OrganizationAsync_NoEntries_CannotTell()
    {
        await using var world = await SeededWorld.CreateAsync();
        var organization = await AddChainAsync(world);
        await using (var db = world.Database.OpenSystem())
        {
            await db.Database.ExecuteSqlRawAsync("DROP TRIGGER audit_entries_is_kept; DELETE FROM audit_entries; DELETE FROM audit_heads", Cancel);
        }

        Assert.IsType<AuditVerification.CannotTell>(await VerifyAsync(world, organization));
    }

    [Fact]
    public async Task OrganizationAsync_MemberWithoutAudit_IsRefused()
    {
        await using var world = await SeededWorld.CreateAsync();
        var organization = await world.AddOrganizationAsync();
        var viewer = await world.AddMemberAsync(organization.Id, ConsoleRole.Viewer);

        await Assert.ThrowsAsync<AccessDeniedException>(() => world.Get<AuditVerifier>().OrganizationAsync(viewer, organization.Id, Cancel));
    }

    [Fact]
    public async Task LinesAsync_ExportedChain_IsWholeWithTheSameEnd()
    {
        await using var world = await SeededWorld.CreateAsync();
        var organization = await AddChainAsync(world);

        Assert.Equal(await VerifyAsync(world, organization), await LinesAsync(await ExportAsync(world, organization)));
    }

    [Theory]
    [InlineData("thing:3", "thing:9", 4, "its payload is not what was hashed")]
    [InlineData("\"seq\":4,\"previous", "\"seq\":7,\"previous", 4, "it is missing; entry 7 follows")]
    [InlineData("{\"organization_id\"", "{\"organisation_id\"", 1, "line 1 is not an audit entry")]
    public async Task LinesAsync_ChangedExport_SaysWhereAndWhat(string old, string changed, long seq, string what)
    {
        await using var world = await SeededWorld.CreateAsync();
        var export = await ExportAsync(world, await AddChainAsync(world));
        var at = export.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0);

        Assert.Equal(new AuditVerification.Broken(seq, what), await LinesAsync(export[..at] + changed + export[(at + old.Length)..]));
    }

    [Fact]
    public async Task LinesAsync_LineCutOff_IsBrokenThere()
    {
        await using var world = await SeededWorld.CreateAsync();
        var export = await ExportAsync(world, await AddChainAsync(world));

        Assert.Equal(new AuditVerification.Broken(6, "line 6 is not an audit entry"), await LinesAsync(export[..^20]));
    }

    [Fact]
    public async Task LinesAsync_LineRemoved_IsBrokenThere()
    {
        await using var world = await SeededWorld.CreateAsync();
        var lines = (await ExportAsync(world, await AddChainAsync(world))).Split('\n').ToList();
        lines.RemoveAt(2);

        Assert.Equal(new AuditVerification.Broken(3, "it is missing; entry 4 follows"), await LinesAsync(string.Join('\n', lines)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("not an export\nat all")]
    [InlineData("{\"organization_id\":\"x\"}")]
    public async Task LinesAsync_NothingToVerify_CannotTell(string text) => Assert.IsType<AuditVerification.CannotTell>(await LinesAsync(text));

    /// <summary>An organization with six entries: its creation and five more.</summary>
    private static async Task<Organization> AddChainAsync(SeededWorld world)
    {
        var organization = await world.AddOrganizationAsync();
        await using var db = world.Database.OpenTenant(organization.Id);
        var present = await db.Set<AuditEntry>().CountAsync(Cancel);
        for (var i = present; i < 6; i++)
        {
            await world.Get<AuditLog>().SaveAsync(db, SeededWorld.Installation, organization.Id, new("thing.done", $"thing:{i}"), Cancel);
            world.Time.Advance(TimeSpan.FromSeconds(1));
        }

        return organization;
    }

    private static Task<AuditVerification> VerifyAsync(SeededWorld world, Organization organization) =>
        world.Get<AuditVerifier>().OrganizationAsync(SeededWorld.Installation, organization.Id, Cancel);

    private static async Task<string> ExportAsync(SeededWorld world, Organization organization)
    {
        using var stream = new MemoryStream();
        await world.Get<AuditExport>().WriteLinesAsync(SeededWorld.Installation, organization.Id, stream, Cancel);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static async Task<AuditVerification> LinesAsync(string text)
    {
        using var reader = new StringReader(text);
        return await AuditVerifier.LinesAsync(reader, Cancel);
    }
}
