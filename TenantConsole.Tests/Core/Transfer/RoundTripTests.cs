using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Seeding;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Transfer;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Core.Seeding;

namespace TenantConsole.Tests.Core.Transfer;

/// <summary>Export, import, export: what comes out the second time is what came out the first.</summary>
public sealed class RoundTripTests
{
    public static TheoryData<DatabaseEngine, DatabaseEngine> Ways { get; } = new()
    {
        { DatabaseEngine.Sqlite, DatabaseEngine.Sqlite },
        { DatabaseEngine.PostgreSql, DatabaseEngine.PostgreSql },
        { DatabaseEngine.Sqlite, DatabaseEngine.PostgreSql },
        { DatabaseEngine.PostgreSql, DatabaseEngine.Sqlite },
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task ImportAsync_RowsInEveryTable_ExportAgainIsTheSameByteForByte(DatabaseEngine from, DatabaseEngine to)
    {
        await using var there = await SeededWorld.CreateAsync(from);
        await using var here = await SeededWorld.CreateAsync(to);
        var organization = await there.AddFullOrganizationAsync();
        var first = await there.ExportAsync(organization.Id);
        Assert.All(first.Entries, entry => Assert.NotEmpty(entry.Content));

        await here.ImportAsync(first);
        var second = await here.ExportAsync(organization.Id);

        AssertSame(first, second);
        Assert.IsType<AuditVerification.Whole>(await here.Get<AuditVerifier>().OrganizationAsync(SeededWorld.Installation, organization.Id, Cancel));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task ImportAsync_DemoOrganization_ComparesEqualAndHasASoundLedger(DatabaseEngine from, DatabaseEngine to)
    {
        await using var there = await SeededWorld.CreateAsync(from);
        await using var here = await SeededWorld.CreateAsync(to);
        await there.Get<DemoSeed>().SeedOnceAsync(Cancel);
        var demo = (await there.OrganizationsAsync()).Single(organization => organization.Slug == "casa-verde");
        await here.SeedAsync(organizations: 1, events: 50, days: 5);
        var first = await there.ExportAsync(demo.Id);

        await here.ImportAsync(first);

        AssertSame(first, await here.ExportAsync(demo.Id));
        Assert.Equal(2, Assert.IsType<LedgerCheckResult.Clean>(await here.Get<LedgerCheck>().AllAsync(SeededWorld.Installation, null, Cancel)).Organizations);
    }

    [Fact]
    public async Task WriteAsync_SameOrganizationTwice_IsTheSameAndIsNotToldInItsOwnChain()
    {
        await using var world = await SeededWorld.CreateAsync();
        var organization = await world.AddFullOrganizationAsync();

        AssertSame(await world.ExportAsync(organization.Id), await world.ExportAsync(organization.Id));

        await using var db = world.Database.OpenSystem();
        Assert.Equal(2, await db.Set<PlatformAuditEntry>().CountAsync(entry => entry.Action == "organization.exported", Cancel));
        Assert.False(await db.Set<AuditEntry>().AnyAsync(entry => entry.Action == "organization.exported", Cancel));
    }

    [Fact]
    public async Task ImportAsync_PurgedAfterItsExport_IsBackInTheSameInstallation()
    {
        await using var world = await SeededWorld.CreateAsync();
        var organization = await world.AddFullOrganizationAsync();
        var archive = await world.ExportAsync(organization.Id);
        await world.Get<OrganizationPurge>().PurgeAsync(SeededWorld.Installation, organization.Id, null, Cancel);

        var imported = await world.ImportAsync(archive);

        Assert.Equal((2, 0), (imported.People, imported.NewPeople));
        AssertSame(archive, await world.ExportAsync(organization.Id));
    }

    [Fact]
    public async Task ImportAsync_DeletedWhenItWasExported_ComesBackAsItWasBefore()
    {
        await using var there = await SeededWorld.CreateAsync();
        await using var here = await SeededWorld.CreateAsync();
        var organization = await there.AddOrganizationAsync();
        await there.Get<OrganizationDeletion>().DeleteAsync(SeededWorld.Installation, organization.Id, "contoso", Cancel);

        await here.ImportAsync(await there.ExportAsync(organization.Id));

        var back = Assert.Single(await here.OrganizationsAsync());
        Assert.Equal((OrganizationStatus.Active, null), (back.Status, back.PurgeUtc));
    }

    [Fact]
    public async Task ImportAsync_PersonWithoutAccount_GetsOneWithTheirIdAndNoPassword()
    {
        await using var there = await SeededWorld.CreateAsync();
        await using var here = await SeededWorld.CreateAsync();
        var organization = await there.AddOrganizationAsync();
        var owner = await there.AddMemberAsync(organization.Id, ConsoleRole.Owner);

        var imported = await here.ImportAsync(await there.ExportAsync(organization.Id));

        Assert.Equal((1, 1), (imported.People, imported.NewPeople));
        await using var db = here.Database.OpenSystem();
        var account = await db.Set<ConsoleUser>().SingleAsync(Cancel);
        Assert.Equal((owner.UserId, "person1@example.com", null, false), (account.Id, account.Email, account.PasswordHash, account.IsPlatformAdmin));
        Assert.True(await here.Get<IAccessControl>().HasAsync(owner, Permission.DeleteOrganization, organization.Id, Cancel));
    }

    [Fact]
    public async Task CreateAsync_AccountThatAnImportMade_IsGivenItsPasswordOnce()
    {
        await using var there = await SeededWorld.CreateAsync();
        await using var here = await SeededWorld.CreateAsync();
        var organization = await there.AddOrganizationAsync();
        var owner = await there.AddMemberAsync(organization.Id, ConsoleRole.Owner);
        await here.ImportAsync(await there.ExportAsync(organization.Id));
        var account = new NewAccount("person1@example.com", "a rather long pass phrase");

        Assert.Equal(owner.UserId, await here.Get<AccountService>().CreateAsync(SeededWorld.Installation, account, Cancel));
        await Assert.ThrowsAsync<InvalidInputException>(() => here.Get<AccountService>().CreateAsync(SeededWorld.Installation, account, Cancel));

        await using var db = here.Database.OpenSystem();
        Assert.NotNull((await db.Set<ConsoleUser>().SingleAsync(Cancel)).PasswordHash);
    }

    [Fact]
    public async Task ImportAsync_PersonWithAnotherAccountOfTheirAddress_IsThatAccount()
    {
        await using var there = await SeededWorld.CreateAsync();
        await using var here = await SeededWorld.CreateAsync();
        var organization = await there.AddOrganizationAsync();
        await there.AddMemberAsync(organization.Id, ConsoleRole.Owner);
        var same = await here.AddPersonAsync();

        var imported = await here.ImportAsync(await there.ExportAsync(organization.Id));

        Assert.Equal((1, 0), (imported.People, imported.NewPeople));
        Assert.True(await here.Get<IAccessControl>().HasAsync(same, Permission.DeleteOrganization, organization.Id, Cancel));
    }

    [Fact]
    public async Task WriteAsync_Secrets_AreNotInTheArchiveAndTheManifestSaysSo()
    {
        await using var world = await SeededWorld.CreateAsync();
        var organization = await world.AddOrganizationAsync();
        var archive = await world.ExportAsync(organization.Id);
        await using var db = world.Database.OpenTenant(organization.Id);
        var secret = Convert.ToBase64String((await db.Set<Invitation>().SingleAsync(Cancel)).SecretHash);

        Assert.All(archive.Entries, entry => Assert.DoesNotContain(secret, archive[entry.Name], StringComparison.Ordinal));
        Assert.DoesNotContain("secret_hash", archive["tables/invitations.jsonl"], StringComparison.Ordinal);
        Assert.Contains("\"column\": \"secret_hash\"", archive["manifest.json"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_ToWhatCannotGoBack_GivesTheSameBytes()
    {
        await using var world = await SeededWorld.CreateAsync();
        var organization = await world.AddOrganizationAsync();
        using var file = new MemoryStream();
        using var connection = new Pipe();

        await world.Get<OrganizationExport>().WriteAsync(SeededWorld.Installation, organization.Id, file, null, Cancel);
        await world.Get<OrganizationExport>().WriteAsync(SeededWorld.Installation, organization.Id, connection, null, Cancel);

        Assert.Equal(file.ToArray(), connection.Written.ToArray());
    }

    [Theory]
    [InlineData(ConsoleRole.Viewer)]
    [InlineData(ConsoleRole.Operator)]
    [InlineData(ConsoleRole.Billing)]
    [InlineData(ConsoleRole.Admin)]
    public async Task WriteAsync_WhoIsNotOwner_IsRefusedAndGetsNoByte(ConsoleRole role)
    {
        await using var world = await SeededWorld.CreateAsync();
        var organization = await world.AddOrganizationAsync();
        var member = await world.AddMemberAsync(organization.Id, role);
        using var file = new MemoryStream();

        await Assert.ThrowsAsync<AccessDeniedException>(() => world.Get<OrganizationExport>().WriteAsync(member, organization.Id, file, null, Cancel));
        Assert.Equal(0, file.Length);
    }

    [Fact]
    public async Task ImportAsync_WhoIsNoPlatformAdministrator_IsRefused()
    {
        await using var world = await SeededWorld.CreateAsync();
        var organization = await world.AddOrganizationAsync();
        var owner = await world.AddMemberAsync(organization.Id, ConsoleRole.Owner);
        var archive = await world.ExportAsync(organization.Id);
        using var file = new MemoryStream(archive.ToZip());

        await Assert.ThrowsAsync<AccessDeniedException>(() => world.Get<OrganizationImport>().ImportAsync(owner, file, null, Cancel));
        await Assert.ThrowsAsync<AccessDeniedException>(() => world.Get<OrganizationImport>().VerifyAsync(owner, file, null, Cancel));
    }

    [Fact]
    public async Task All_Model_HasEveryTableOrAReasonAndTheSameShapeOnBothEngines()
    {
        await using var world = await SeededWorld.CreateAsync();
        await using var sqlite = world.Database.OpenSystem();
        await using var postgres = new TenantConsole.Core.Persistence.PostgresDesignTimeFactory().CreateDbContext([]);

        var exported = TransferTable.All(sqlite.Model).Select(table => table.Name);
        var leftOut = TransferTable.AllLeftOut(sqlite.Model).Where(left => left.Column is null).Select(left => left.Table);

        Assert.Equal(OwnedTables.Of(sqlite.Model).Select(table => table.Name).Order(), exported.Concat(leftOut).Order());
        Assert.Equal(TransferTable.Fingerprint(sqlite.Model), TransferTable.Fingerprint(postgres.Model));
        Assert.All(TransferTable.AllLeftOut(sqlite.Model), left => Assert.True(left.Reason.Length > 20, $"{left.Table} is left out without a reason"));
    }

    private static void AssertSame(Archive first, Archive second)
    {
        Assert.Equal(first.Entries.Select(entry => entry.Name), second.Entries.Select(entry => entry.Name));
        foreach (var (name, _) in first.Entries.Where(entry => entry.Name != "manifest.json"))
        {
            Assert.Equal(first[name], second[name]);
        }

        Assert.Equal(first.TimelessManifest(), second.TimelessManifest());
    }

    /// <summary>A stream that takes bytes and cannot go back, as a connection is.</summary>
    private sealed class Pipe : Stream
    {
        public List<byte> Written { get; } = [];

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => throw new InvalidOperationException("Nothing may wait here.");

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        // As Kestrel: who writes without waiting is refused.
        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Nothing may wait here.");

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Written.AddRange(buffer.Span);
            return ValueTask.CompletedTask;
        }
    }
}
