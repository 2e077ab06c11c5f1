using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace TenantConsole.Tests.Core.Transfer;

/// <summary>An export taken apart, to be looked at, changed and put together again.</summary>
internal sealed class Archive
{
    private const string Manifest = "manifest.json";

    /// <summary>Entries in their order; a name may stand there twice.</summary>
    public List<(string Name, byte[] Content)> Entries { get; } = [];

    public static Archive Of(byte[] zip)
    {
        var archive = new Archive();
        using var read = new ZipArchive(new MemoryStream(zip), ZipArchiveMode.Read);
        foreach (var entry in read.Entries)
        {
            using var unpacked = entry.Open();
            using var content = new MemoryStream();
            unpacked.CopyTo(content);
            archive.Entries.Add((entry.FullName, content.ToArray()));
        }

        return archive;
    }

    public string this[string name] => Encoding.UTF8.GetString(Entries.Single(entry => entry.Name == name).Content);

    /// <summary>The manifest but for the moment of the export.</summary>
    public string TimelessManifest()
    {
        var manifest = JsonNode.Parse(this[Manifest])!.AsObject();
        Assert.True(manifest.Remove("exported_utc"));
        return manifest.ToJsonString();
    }

    /// <summary>Changes one file and leaves the manifest as it is.</summary>
    public Archive With(string name, Func<string, string> change)
    {
        var place = Entries.FindIndex(entry => entry.Name == name);
        Entries[place] = (name, Encoding.UTF8.GetBytes(change(this[name])));
        return this;
    }

    public Archive Adding(string name, string content)
    {
        Entries.Add((name, Encoding.UTF8.GetBytes(content)));
        return this;
    }

    public Archive Without(string name)
    {
        Entries.RemoveAll(entry => entry.Name == name);
        return this;
    }

    /// <summary>Makes the manifest say what is there, as somebody would who knows how.</summary>
    public Archive Resealed()
    {
        var manifest = JsonNode.Parse(this[Manifest])!;
        var files = new JsonArray();
        foreach (var (name, content) in Entries.Where(entry => entry.Name != Manifest))
        {
            files.Add(new JsonObject
            {
                ["name"] = name,
                ["rows"] = name.EndsWith(".jsonl", StringComparison.Ordinal) ? content.LongCount(letter => letter == '\n') : null,
                ["bytes"] = content.LongLength,
                ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(content)),
            });
        }

        manifest["files"] = files;
        return With(Manifest, _ => manifest.ToJsonString());
    }

    public byte[] ToZip()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in Entries)
            {
                using var packed = zip.CreateEntry(name).Open();
                packed.Write(content);
            }
        }

        return file.ToArray();
    }
}
