using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Documents;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Transfer;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Core.Seeding;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Transfer;

/// <summary>Archives that no export has written. Each is refused with a sentence that says what is wrong with it, and of none is anything written.</summary>
public sealed class HostileArchiveTests
{
    private const string Records = "tables/usage_records.jsonl";
    private const string Roles = "tables/roles.jsonl";
    private const string Root = "tables/organizations.jsonl";
    private const string Manifest = "manifest.json";

    /// <summary>What is done to a good archive, whether the manifest is then made to agree with it, and what the refusal says.</summary>
    private static readonly Dictionary<string, (Func<Archive, Archive> Change, bool Reseal, string Says)> Cases = new(StringComparer.Ordinal)
    {
        ["path traversal"] = (archive => archive.Adding("../../etc/passwd", "x"), true, "names a place outside of it"),
        ["absolute path"] = (archive => archive.Adding("/etc/passwd", "x"), true, "names a place outside of it"),
        ["backslashes"] = (archive => archive.Adding("..\\..\\evil.exe", "x"), true, "names a place outside of it"),
        ["drive"] = (archive => archive.Adding("C:/evil.exe", "x"), true, "names a place outside of it"),
        ["entry twice"] = (archive => archive.Adding(Roles, "x"), false, "twice"),
        ["entry twice in other case"] = (archive => archive.Adding("Tables/Roles.jsonl", "x"), false, "twice"),
        ["entry that the manifest does not list"] = (archive => archive.Adding("tables/more.jsonl", "x"), false, "which its manifest does not list"),
        ["listed file missing"] = (archive => archive.Without(Roles), false, "lacks 'tables/roles.jsonl'"),
        ["known table missing"] = (archive => archive.Without(Roles), true, "lacks tables/roles.jsonl"),
        ["people missing"] = (archive => archive.Without("people.jsonl"), true, "lacks people.jsonl"),
        ["unknown table"] = (archive => archive.Adding("tables/platform_settings.jsonl", "{}\n"), true, "does not know"),
        ["no manifest"] = (archive => archive.Without(Manifest), false, "no manifest.json"),
        ["manifest that is no JSON"] = (archive => archive.With(Manifest, _ => "{"), false, "manifest.json:"),
        ["manifest of something else"] = (archive => archive.With(Manifest, text => text.Replace("tenantconsole-organization", "holiday-pictures", StringComparison.Ordinal)), false, "does not say"),
        ["newer version"] = (archive => archive.With(Manifest, text => text.Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal)), false, "another version"),
        ["manifest without files"] = (archive => archive.With(Manifest, text => text.Replace("\"files\"", "\"fils\"", StringComparison.Ordinal)), false, "manifest.json:"),
        ["value changed"] = (archive => archive.With(Records, text => text.Replace("\"is_estimated\":false", "\"is_estimated\":true ", StringComparison.Ordinal)), false, "SHA-256"),
        ["shorter than the manifest says"] = (archive => archive.With(Roles, text => text[..text.LastIndexOf('{')]), false, "size"),
        ["last line cut off"] = (archive => archive.With(Roles, text => text.TrimEnd('\n')), true, "is cut off"),
        ["broken JSON"] = (archive => archive.With(Roles, text => "{\"id\":\n" + text), true, "tables/roles.jsonl, line 1:"),
        ["broken JSON further down"] = (archive => archive.With(Roles, text => text + "nonsense\n"), true, "tables/roles.jsonl, line 4:"),
        ["row that is a list"] = (archive => archive.With(Roles, _ => "[1,2]\n"), true, "line 1: it is no row"),
        ["row of another organization"] = (archive => archive.With(Roles, text => text.Replace("\"organization_id\":\"0", "\"organization_id\":\"f", StringComparison.Ordinal)), true, "another organization"),
        ["organization with another id"] = (archive => archive.With(Root, text => text.Replace("{\"id\":\"0", "{\"id\":\"f", StringComparison.Ordinal)), true, "another organization"),
        ["two organizations"] = (archive => archive.With(Root, text => text + text), true, "one organization"),
        ["no organization"] = (archive => archive.With(Root, _ => ""), true, "one organization"),
        ["unknown column"] = (archive => archive.With(Roles, text => text.Replace("\"name\":", "\"is_admin\":true,\"name\":", StringComparison.Ordinal)), true, "no column of a name"),
        ["column twice"] = (archive => archive.With(Roles, text => text.Replace("\"name\":", "\"name\":\"x\",\"name\":", StringComparison.Ordinal)), true, "given twice"),
        ["column missing"] = (archive => archive.With(Roles, text => text.Replace("\"name\":", "\"key\":", StringComparison.Ordinal)), true, "given twice"),
        ["row without a column"] = (archive => archive.With(Records, text => text.Replace("\"is_estimated\":false,", "", StringComparison.Ordinal)), true, "is_estimated is missing"),
        ["null where none may be"] = (archive => archive.With(Roles, text => text.Replace("\"name\":\"Operator\"", "\"name\":null", StringComparison.Ordinal)), true, "may not be null"),
        ["text for a number"] = (archive => archive.With(Records, text => text.Replace("\"output_tokens\":", "\"output_tokens\":\"x\",\"_\":", StringComparison.Ordinal)), true, "holds no integer"),
        ["number out of range"] = (archive => archive.With(Records, text => text.Replace("\"output_tokens\":", "\"output_tokens\":99999999999999999999", StringComparison.Ordinal)), true, "holds no integer"),
        ["name that is none"] = (archive => archive.With(Records, text => text.Replace("\"Completed\"", "\"Sabotaged\"", StringComparison.Ordinal)), true, "holds no name"),
        ["number for a name"] = (archive => archive.With(Records, text => text.Replace("\"Completed\"", "\"1\"", StringComparison.Ordinal)), true, "holds no name"),
        ["text longer than its column"] = (archive => archive.With(Roles, text => text.Replace("\"Operator\"", $"\"{new string('x', 101)}\"", StringComparison.Ordinal)), true, "longer than the column"),
        ["character that no database keeps"] = (archive => archive.With(Roles, text => text.Replace("\"Operator\"", "\"\\u0000\"", StringComparison.Ordinal)), true, "no database keeps"),
        ["row twice"] = (archive => archive.With(Roles, text => text + text), true, "contradicts the others"),
        ["row that refers to nothing"] = (archive => archive.With(Records, _ => ""), true, "contradicts the others"),
        ["audit entry changed"] = (archive => archive.With("tables/audit_entries.jsonl", text => text.Replace("demo.seeded", "demo.secret", StringComparison.Ordinal)), true, "its payload is not what was hashed"),
        ["audit entry removed"] = (archive => archive.With("tables/audit_entries.jsonl", text => text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..]), true, "broken at entry 1"),
        ["end of the audit chain cut off"] = (archive => archive.With("tables/audit_entries.jsonl", text => text[..(text.TrimEnd('\n').LastIndexOf('\n') + 1)]), true, "not its last entry"),
        ["no audit entries at all"] = (archive => archive.With("tables/audit_entries.jsonl", _ => ""), true, "not its last entry"),
        ["slug that is none"] = (archive => archive.With(Root, text => text.Replace("trial-1-000001", "../../admin", StringComparison.Ordinal)).With(Manifest, text => text.Replace("trial-1-000001", "../../admin", StringComparison.Ordinal)), true, "A slug has"),
        ["slug that the manifest does not have"] = (archive => archive.With(Root, text => text.Replace("trial-1-000001", "another", StringComparison.Ordinal)), true, "names another organization"),
        ["settings that no form takes"] = (archive => archive.With(Root, text => text.Replace("\"features_data_retention_days\":90", "\"features_data_retention_days\":-1", StringComparison.Ordinal)), true, "Data is kept for"),
        ["zone that is none"] = (archive => archive.With(Root, text => text.Replace("Europe/Berlin", "Europe/Atlantis", StringComparison.Ordinal)), true, "Atlantis"),
        ["bytes that no document has"] = (archive => archive.Adding("documents/00000000000000000000000000000000", "x"), true, "no document of the archive has these bytes"),
        ["file among the documents that is none"] = (archive => archive.Adding("documents/.htaccess", "x"), true, "no document of the archive has these bytes"),
        ["bytes of a document missing"] = (archive => archive.Without(archive.Entries.Single(entry => entry.Name.StartsWith("documents/", StringComparison.Ordinal)).Name), true, "the archive lacks it"),
        ["other bytes of a document"] = (archive => archive.With(archive.Entries.Single(entry => entry.Name.StartsWith("documents/", StringComparison.Ordinal)).Name, text => text.Replace('b', 'B')), true, "another than the document's row says"),
        ["storage key that is a path"] = (archive => archive.With("tables/documents.jsonl", text => System.Text.RegularExpressions.Regex.Replace(text, "\"storage_key\":\"[0-9a-f]{32}\"", "\"storage_key\":\"../../../evil\"", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1))), true, "its storage key is none"),
        ["person without an address"] = (archive => archive.With("people.jsonl", text => text.Replace("@example.com", "", StringComparison.Ordinal)), true, "people.jsonl, line 1:"),
        ["person twice"] = (archive => archive.With("people.jsonl", text => text + text), true, "people.jsonl, line 3:"),
        ["person with more than a person has"] = (archive => archive.With("people.jsonl", text => text.Replace("{\"id\"", "{\"is_platform_admin\":true,\"id\"", StringComparison.Ordinal)), true, "people.jsonl, line 1:"),
    };

    public static TheoryData<string> Names { get; } = [.. Cases.Keys];

    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ImportAsync_HostileArchive_IsRefusedAndNothingIsWritten(string name)
    {
        var (change, reseal, says) = Cases[name];
        var archive = change(await GoodArchive.GetAsync());
        if (reseal)
        {
            archive.Resealed();
        }

        await using var world = await SeededWorld.CreateAsync();
        await AssertRefusedAsync(world, archive.ToZip(), says);
    }

    [Fact]
    public async Task ImportAsync_GoodArchiveTakenApartAndPutTogether_IsTakenIn()
    {
        await using var world = await SeededWorld.CreateAsync();

        Assert.Equal("trial-1-000001", (await world.ImportAsync((await GoodArchive.GetAsync()).Resealed())).Slug);
    }

    [Theory]
    [InlineData("row twice")]
    [InlineData("row that refers to nothing")]
    [InlineData("character that no database keeps")]
    public async Task ImportAsync_WhatOnlyTheDatabaseSees_IsRefusedOnPostgresToo(string name)
    {
        await using var world = await SeededWorld.CreateAsync(DatabaseEngine.PostgreSql);

        await AssertRefusedAsync(world, Cases[name].Change(await GoodArchive.GetAsync()).Resealed().ToZip(), Cases[name].Says);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(50_000)]
    public async Task ImportAsync_FileCutOff_IsNoIntactArchive(int bytes)
    {
        var zip = (await GoodArchive.GetAsync()).ToZip();
        await using var world = await SeededWorld.CreateAsync();

        await AssertRefusedAsync(world, zip[..Math.Min(bytes, zip.Length / 2)], "no intact ZIP archive");
    }

    [Fact]
    public async Task ImportAsync_Bomb_IsNotUnpacked()
    {
        await using var world = await SeededWorld.CreateAsync();
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using var packed = zip.CreateEntry(Records).Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 80; i++)
            {
                await packed.WriteAsync(zeros, Cancel);
            }
        }

        await AssertRefusedAsync(world, file.ToArray(), "far more than an export does");
    }

    [Fact]
    public async Task ImportAsync_EntryThatIsLargerThanItSays_IsStoppedAtWhatItSays()
    {
        // The table of contents of the archive, and with it the manifest, say less than what the entry unpacks to.
        var zip = (await GoodArchive.GetAsync()).ToZip();
        var honest = BitConverter.GetBytes((await GoodArchive.GetAsync())[Roles].Length);
        var place = zip.AsSpan().LastIndexOf(System.Text.Encoding.UTF8.GetBytes(Roles)) - 46 + 24;
        Assert.Equal(honest, zip[place..(place + 4)]);
        BitConverter.GetBytes(10).CopyTo(zip, place);
        await using var world = await SeededWorld.CreateAsync();

        await AssertRefusedAsync(world, zip, "tables/roles.jsonl");
    }

    [Fact]
    public async Task ImportAsync_LineLongerThanTheLimit_IsNotReadToItsEnd()
    {
        var archive = (await GoodArchive.GetAsync()).With(Roles, text => text.Replace("\"Operator\"", $"\"{new string('x', 300_000)}\"", StringComparison.Ordinal)).Resealed();
        await using var world = await SeededWorld.CreateAsync();
        var import = new OrganizationImport(
            world.Database, world.Get<IAccessControl>(), world.Get<TenantConsole.Core.Audit.AuditLog>(), world.Get<IDocumentStore>(), world.Time, new() { LineBytes = 200_000 });
        using var file = new MemoryStream(archive.ToZip());

        var fault = await Assert.ThrowsAsync<InvalidInputException>(() => import.VerifyAsync(SeededWorld.Installation, file, null, Cancel));
        Assert.Contains("longer than 200000 bytes", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ImportAsync_OrganizationThatIsHere_IsRefused(DatabaseEngine engine)
    {
        await using var world = await SeededWorld.CreateAsync(engine);
        await world.ImportAsync(await GoodArchive.GetAsync());

        var fault = await Assert.ThrowsAsync<InvalidInputException>(async () => await world.ImportAsync(await GoodArchive.GetAsync()));
        Assert.Contains("is here already", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ImportAsync_SlugOfAnother_IsRefused()
    {
        await using var world = await SeededWorld.CreateAsync();
        await world.AddOrganizationAsync("trial-1-000001");

        var fault = await Assert.ThrowsAsync<InvalidInputException>(async () => await world.ImportAsync(await GoodArchive.GetAsync()));
        Assert.Equal("slug", fault.Field);
    }

    private static async Task AssertRefusedAsync(SeededWorld world, byte[] zip, string says)
    {
        using var file = new MemoryStream(zip);

        var fault = await Assert.ThrowsAsync<InvalidInputException>(() => world.Get<OrganizationImport>().ImportAsync(SeededWorld.Installation, file, null, Cancel));

        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        await using var db = world.Database.OpenSystem();
        Assert.False(await db.Set<Organization>().AnyAsync(Cancel));
        Assert.False(await db.Set<ConsoleUser>().AnyAsync(Cancel));
        Assert.False(await db.Set<UsageRecord>().AnyAsync(Cancel));
        Assert.False(await db.Set<PlatformDailyUsage>().AnyAsync(Cancel));
        Assert.Empty(world.StoredFiles());
    }

    /// <summary>One export, made once for all cases.</summary>
    private static class GoodArchive
    {
        private static readonly Lazy<Task<byte[]>> Zip = new(MakeAsync);

        public static async Task<Archive> GetAsync() => Archive.Of(await Zip.Value);

        private static async Task<byte[]> MakeAsync()
        {
            await using var world = await SeededWorld.CreateAsync();
            return (await world.ExportAsync((await world.AddFullOrganizationAsync()).Id)).ToZip();
        }
    }
}
