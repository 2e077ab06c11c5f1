using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Documents;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Core.Organizations;

namespace TenantConsole.Tests.Core.Documents;

public sealed class DocumentUploadsSqliteTests() : DocumentUploadsTests(DatabaseEngine.Sqlite);

public sealed class DocumentUploadsPostgresTests() : DocumentUploadsTests(DatabaseEngine.PostgreSql);

public abstract class DocumentUploadsTests(DatabaseEngine engine) : IAsyncLifetime
{
    private DocumentsWorld _world = null!;
    private Organization _organization = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await DocumentsWorld.CreateAsync(engine);
        _organization = await _world.World.AddAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task UploadAsync_Text_IsStoredHashedCountedReadAndTold()
    {
        var person = await _world.World.AddMemberAsync(_organization, ConsoleRole.Operator);

        var document = await _world.UploadAsync(_organization, "../Notes.md", "# Grüße", person);

        Assert.Equal(("Notes.md", DocumentKind.Markdown, 9L, TextStatus.Whole, 7), (document.Name, document.Kind, document.SizeBytes, document.TextStatus, document.TextLength));
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes("# Grüße")), document.Sha256);
        Assert.Equal(person.UserId, document.UploadedBy);
        Assert.Equal([document.StorageKey], _world.Files(_organization));
        Assert.Equal(9, await _world.UsedAsync(_organization));
        Assert.Equal("# Grüße", await _world.TextOfAsync(_organization, document));
        var entry = (await _world.World.AuditOfAsync(_organization.Id))[^1];
        Assert.Equal("document.uploaded", entry.Action);
        Assert.DoesNotContain("Notes", entry.Payload, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(99, true)]
    [InlineData(101, false)]
    public async Task UploadAsync_AtTheEdgeOfTheStorage_FitsOrNot(int bytes, bool fits)
    {
        await LimitAsync(100);

        var upload = _world.UploadAsync(_organization, "a.txt", new string('x', bytes));

        if (fits)
        {
            Assert.Equal(bytes, (await upload).SizeBytes);
        }
        else
        {
            await Assert.ThrowsAsync<LimitReachedException>(() => upload);
            await _world.AssertNothingKeptAsync(_organization);
        }
    }

    [Fact]
    public async Task UploadAsync_ManyAtOnce_FillTheStorageExactly()
    {
        await LimitAsync(1_000);

        var stored = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(() => TriesAsync($"{number}.txt", 100), Cancel)));

        Assert.Equal((10, 1_000L), (stored.Count(success => success), await _world.UsedAsync(_organization)));
        Assert.Equal(10, _world.Files(_organization).Length);
        await _world.AssertCountedAsync(_organization);
    }

    [Fact]
    public async Task UploadAsync_ShorterThanAnnounced_CountsWhatItIs()
    {
        await _world.Uploads.UploadAsync(OrganizationsWorld.Installation, _organization.Id, new("a.txt", 500), new MemoryStream("12345"u8.ToArray()), null, Cancel);

        Assert.Equal(5, await _world.UsedAsync(_organization));
    }

    [Fact]
    public async Task UploadAsync_LongerThanAnnounced_IsRefused()
    {
        await Assert.ThrowsAsync<InvalidInputException>(() =>
            _world.Uploads.UploadAsync(OrganizationsWorld.Installation, _organization.Id, new("a.txt", 4), new MemoryStream("12345"u8.ToArray()), null, Cancel));

        await _world.AssertNothingKeptAsync(_organization);
    }

    [Theory]
    [InlineData(0, "empty")]
    [InlineData(25_000_001, "25 MB")]
    [InlineData(long.MaxValue, "25 MB")]
    public async Task UploadAsync_NoBytesOrTooMany_IsRefusedBeforeAnythingIsRead(long size, string word)
    {
        var refused = await Assert.ThrowsAsync<InvalidInputException>(() =>
            _world.Uploads.UploadAsync(OrganizationsWorld.Installation, _organization.Id, new("a.txt", size), new UnreadableStream(), null, Cancel));

        Assert.Contains(word, refused.Message, StringComparison.Ordinal);
        await _world.AssertNothingKeptAsync(_organization);
    }

    [Fact]
    public async Task UploadAsync_AnnouncedBytesNeverCome_KeepsNothing()
    {
        await Assert.ThrowsAsync<InvalidInputException>(() =>
            _world.Uploads.UploadAsync(OrganizationsWorld.Installation, _organization.Id, new("a.txt", 5), new MemoryStream(), null, Cancel));

        await _world.AssertNothingKeptAsync(_organization);
    }

    [Fact]
    public async Task UploadAsync_PictureNamedText_IsRefusedAndKeepsNothing()
    {
        var refused = await Assert.ThrowsAsync<InvalidInputException>(() => _world.UploadAsync(_organization, "notes.txt", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]));

        Assert.StartsWith("This is a picture.", refused.Message, StringComparison.Ordinal);
        await _world.AssertNothingKeptAsync(_organization);
    }

    [Fact]
    public async Task UploadAsync_CancelledHalfWay_GivesAllBack()
    {
        using var leaving = new CancellationTokenSource();
        var content = new ScriptedStream(400_000, at => { if (at >= 200_000) { leaving.Cancel(); } });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _world.Uploads.UploadAsync(OrganizationsWorld.Installation, _organization.Id, new("a.txt", 400_000), content, null, leaving.Token));

        await _world.AssertNothingKeptAsync(_organization);
    }

    [Fact]
    public async Task UploadAsync_SenderBreaksOff_GivesAllBack()
    {
        var content = new ScriptedStream(400_000, at => { if (at >= 200_000) { throw new IOException("gone"); } });

        await Assert.ThrowsAsync<IOException>(() =>
            _world.Uploads.UploadAsync(OrganizationsWorld.Installation, _organization.Id, new("a.txt", 400_000), content, null, Cancel));

        await _world.AssertNothingKeptAsync(_organization);
    }

    [Fact]
    public async Task UploadAsync_UnderWay_CountsWhatWasAnnouncedAndTellsHowFarItIs()
    {
        var told = new List<long>();
        long during = 0;
        var content = new ScriptedStream(300_000, at => { if (at == 0) { during = _world.UsedAsync(_organization).GetAwaiter().GetResult(); } });

        await _world.Uploads.UploadAsync(OrganizationsWorld.Installation, _organization.Id, new("a.txt", 300_000), content, new ToldProgress(told), Cancel);

        Assert.Equal(300_000, during);
        Assert.Equal(told.Order(), told);
        Assert.Equal(300_000, told[^1]);
    }

    [Theory]
    [InlineData(ConsoleRole.Viewer)]
    [InlineData(ConsoleRole.Billing)]
    public async Task UploadAsync_RoleThatOnlyLooks_IsDenied(ConsoleRole role)
    {
        var person = await _world.World.AddMemberAsync(_organization, role);

        await Assert.ThrowsAsync<AccessDeniedException>(() => _world.UploadAsync(_organization, "a.txt", "x", person));
    }

    [Fact]
    public async Task UploadAsync_SuspendedOrganizationOrStranger_IsDenied()
    {
        var member = await _world.World.AddMemberAsync(_organization, ConsoleRole.Owner);
        var stranger = await _world.World.AddMemberAsync(await _world.World.AddAsync("other"), ConsoleRole.Owner);
        await _world.World.Organizations.SuspendAsync(OrganizationsWorld.Installation, _organization.Id, "Not paid", Cancel);

        await Assert.ThrowsAsync<AccessDeniedException>(() => _world.UploadAsync(_organization, "a.txt", "x", member));
        await Assert.ThrowsAsync<AccessDeniedException>(() => _world.UploadAsync(_organization, "a.txt", "x", stranger));
    }

    [Fact]
    public async Task SweepAsync_UploadThatACrashLeft_GivesStorageAndBytesBackAnHourLater()
    {
        var sweep = _world.World.Get<DocumentSweep>();
        var upload = await LeaveUploadAsync(300);

        Assert.True((await sweep.SweepAsync(Cancel)).IsNothing);
        _world.World.Time.Advance(TimeSpan.FromHours(1));
        var swept = await sweep.SweepAsync(Cancel);

        Assert.Equal(1, swept.Uploads);
        Assert.False(await _world.Uploads.AbandonAsync(upload, Cancel));
        await _world.AssertNothingKeptAsync(_organization);
    }

    [Fact]
    public async Task SweepAsync_BytesThatNoDocumentHas_AreRemovedOnceOld()
    {
        var kept = await _world.UploadAsync(_organization, "a.txt", "kept");
        var store = _world.World.Get<IDocumentStore>();
        await store.WriteAsync(_organization.Id, StorageKeys.New(), new MemoryStream("orphan"u8.ToArray()), Cancel);
        _world.World.Time.SetUtcNow(TimeProvider.System.GetUtcNow() > OrganizationsWorld.Start ? TimeProvider.System.GetUtcNow() : OrganizationsWorld.Start);

        var early = await _world.World.Get<DocumentSweep>().SweepAsync(Cancel);
        _world.World.Time.Advance(TimeSpan.FromHours(25));
        var late = await _world.World.Get<DocumentSweep>().SweepAsync(Cancel);

        Assert.Equal((0, 1), (early.Orphans, late.Orphans));
        Assert.Equal([kept.StorageKey], _world.Files(_organization));
    }

    [Fact]
    public async Task SweepAsync_TextThatWasNeverRead_IsGivenUpAndSaysSo()
    {
        var document = await _world.UploadAsync(_organization, "a.txt", "x");
        await using (var db = _world.World.Database.OpenTenant(_organization.Id))
        {
            await db.Set<Document>().ExecuteUpdateAsync(set => set.SetProperty(other => other.TextStatus, TextStatus.Waiting), Cancel);
        }

        _world.World.Time.Advance(TimeSpan.FromMinutes(16));
        await _world.World.Get<DocumentSweep>().SweepAsync(Cancel);

        var view = await _world.Documents.GetAsync(OrganizationsWorld.Installation, _organization.Id, document.Id, 10, Cancel);
        Assert.Equal((TextStatus.Failed, "The program stopped while it read the text."), (view.Document.TextStatus, view.Document.TextFault));
    }

    private async Task<DocumentUpload> LeaveUploadAsync(long bytes)
    {
        await using var db = _world.World.Database.OpenTenant(_organization.Id);
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        await _world.World.Get<QuotaService>().TakeAsync(db, _organization.Id, LimitName.DocumentBytes, bytes, Cancel);
        var upload = new DocumentUpload
        {
            OrganizationId = _organization.Id,
            Id = TypedId.New<DocumentId>(_world.World.Time),
            StorageKey = StorageKeys.New(),
            SizeBytes = bytes,
            ExpiresUtc = _world.World.NowUtc.AddHours(1),
        };
        db.Add(upload);
        await db.SaveChangesAsync(Cancel);
        await transaction.CommitAsync(Cancel);
        await _world.World.Get<IDocumentStore>().WriteAsync(_organization.Id, upload.StorageKey, new MemoryStream(new byte[bytes]), Cancel);
        return upload;
    }

    private Task LimitAsync(long bytes) => _world.World.Organizations.SetLimitAsync(
        OrganizationsWorld.Installation, _organization.Id, new(LimitName.DocumentBytes, bytes, null, "A small cupboard"), Cancel);

    private async Task<bool> TriesAsync(string name, int bytes)
    {
        try
        {
            await _world.UploadAsync(_organization, name, new string('x', bytes));
            return true;
        }
        catch (LimitReachedException)
        {
            return false;
        }
    }

    private sealed class ToldProgress(List<long> told) : IProgress<long>
    {
        public void Report(long value) => told.Add(value);
    }
}
