using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Transfer;

/// <summary>
/// An archive that somebody gave, and who need not mean well. Opening it looks at its table of contents alone: what stands there has to be what the manifest says, no more and
/// no less, under names that an export has. Reading a file compares every byte with the manifest. Nothing is ever unpacked to disk, whatever a name says.
/// </summary>
internal sealed class ImportArchive : IAsyncDisposable
{
    private readonly ZipArchive _zip;
    private readonly TransferLimits _limits;
    private readonly Dictionary<string, ExportedFile> _files;

    private ImportArchive(ZipArchive zip, TransferLimits limits, ExportManifest manifest)
    {
        (_zip, _limits, Manifest) = (zip, limits, manifest);
        _files = manifest.Files.ToDictionary(file => file.Name, StringComparer.Ordinal);
    }

    public ExportManifest Manifest { get; }

    /// <param name="archive">Can be read from any place.</param>
    /// <exception cref="InvalidInputException">It is no export that this program can read. The message says what is wrong with it.</exception>
    public static async Task<ImportArchive> OpenAsync(Stream archive, TransferLimits limits, CancellationToken cancellationToken)
    {
        ZipArchive? zip = null;
        try
        {
            zip = await ZipArchive.CreateAsync(archive, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancellationToken);
            RequireModest(zip, archive.Length, limits);
            var manifest = await ReadManifestAsync(zip, limits, cancellationToken);
            RequireSameContent(zip, manifest);
            return new(zip, limits, manifest);
        }
        catch (InvalidDataException fault)
        {
            await DisposeAsync(zip);
            throw new InvalidInputException($"The file is no intact ZIP archive: {fault.Message}");
        }
        catch
        {
            await DisposeAsync(zip);
            throw;
        }
    }

    /// <summary>A file of the manifest. Reading it to its end compares the whole file with the manifest.</summary>
    public async Task<Stream> OpenAsync(string name, CancellationToken cancellationToken) => new VerifiedStream(await _zip.GetEntry(name)!.OpenAsync(cancellationToken), _files[name]);

    /// <summary>The lines of a file of the manifest, each of which is only good until the next. After the last the whole file has been compared with the manifest.</summary>
    /// <exception cref="InvalidInputException">The file is not what the manifest says.</exception>
    public async IAsyncEnumerable<(long Number, ReadOnlyMemory<byte> Line)> LinesAsync(string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var unpacked = await OpenAsync(name, cancellationToken);
        var (buffer, filled, searched, number) = (new byte[64 * 1024], 0, 0, 0L);
        while (true)
        {
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, Longer(buffer.Length, name, number + 1));
            }

            var read = await unpacked.ReadAsync(buffer.AsMemory(filled), cancellationToken);
            if (read == 0)
            {
                break;
            }

            filled += read;
            var start = 0;
            for (int end; (end = Array.IndexOf(buffer, (byte)'\n', searched, filled - searched)) >= 0; searched = start)
            {
                yield return (++number, buffer.AsMemory(start, end - start));
                start = end + 1;
            }

            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            searched = filled -= start;
        }

        Require(filled == 0, name, string.Create(CultureInfo.InvariantCulture, $"line {number + 1} is cut off."));
        Require(number == _files[name].Rows, name, string.Create(CultureInfo.InvariantCulture, $"it has {number} lines, and the manifest says {_files[name].Rows}."));
    }

    public ValueTask DisposeAsync() => _zip.DisposeAsync();

    private static ValueTask DisposeAsync(ZipArchive? zip) => zip?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static void RequireModest(ZipArchive zip, long archiveBytes, TransferLimits limits)
    {
        if (zip.Entries.Count > limits.Entries)
        {
            throw new InvalidInputException(string.Create(CultureInfo.InvariantCulture, $"The archive has {zip.Entries.Count} entries; at most {limits.Entries} are read."));
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var unpacked = 0L;
        foreach (var entry in zip.Entries)
        {
            var name = entry.FullName;
            if (name.Contains('\\', StringComparison.Ordinal) || name.StartsWith('/') || name.Contains(':', StringComparison.Ordinal) || name.Split('/').Any(part => part is "" or "." or ".."))
            {
                throw new InvalidInputException($"The archive has an entry '{Shown(name)}', which names a place outside of it.");
            }

            if (!names.Add(name))
            {
                throw new InvalidInputException($"The archive has the entry '{Shown(name)}' twice.");
            }

            unpacked = entry.Length > limits.UnpackedBytes - unpacked ? long.MaxValue : unpacked + entry.Length;
            if (unpacked > limits.UnpackedBytes || (unpacked > limits.UnsuspectedBytes && unpacked / limits.Ratio > archiveBytes))
            {
                throw new InvalidInputException("The archive would unpack to far more than an export does. It is not read.");
            }
        }
    }

    private static async Task<ExportManifest> ReadManifestAsync(ZipArchive zip, TransferLimits limits, CancellationToken cancellationToken)
    {
        var entry = zip.GetEntry(ExportManifest.FileName) ?? throw new InvalidInputException($"The archive has no {ExportManifest.FileName}: it is no export of an organization.");
        Require(entry.Length <= limits.ManifestBytes, entry.FullName, "it is too large.");
        var bytes = new byte[entry.Length];
        await using var unpacked = await entry.OpenAsync(cancellationToken);
        var read = 0;
        for (int more; read < bytes.Length && (more = await ReadAsync(unpacked, bytes.AsMemory(read), entry.FullName, cancellationToken)) > 0; read += more)
        {
        }

        Require(read == bytes.Length && await ReadAsync(unpacked, new byte[1], entry.FullName, cancellationToken) == 0, entry.FullName, "its size is not the one in the archive's table of contents.");
        try
        {
            RequireFormat(bytes);
            var manifest = ExportManifest.Parse(bytes);
            Require(manifest.Organization is not null && manifest.Files is not null && manifest.Files.All(file => file is { Name: not null, Sha256: not null }), entry.FullName, "a part of it is missing.");
            return manifest;
        }
        catch (JsonException fault)
        {
            throw new InvalidInputException($"{entry.FullName}: {Shown(fault.Message)}");
        }
    }

    /// <summary>Read before the rest, so that an archive of another version is told so and not that its manifest is odd.</summary>
    private static void RequireFormat(byte[] manifest)
    {
        using var json = JsonDocument.Parse(manifest);
        var root = json.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out var format) || format.ValueKind != JsonValueKind.String || format.GetString() != ExportManifest.ThisFormat)
        {
            throw new InvalidInputException($"{ExportManifest.FileName} does not say that this is the export of an organization.");
        }

        if (!root.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != ExportManifest.ThisVersion)
        {
            throw new InvalidInputException(string.Create(
                CultureInfo.InvariantCulture, $"The archive is of another version than {ExportManifest.ThisVersion}, the one that this program reads. Import it with the program that wrote it."));
        }
    }

    private static void RequireSameContent(ZipArchive zip, ExportManifest manifest)
    {
        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in manifest.Files)
        {
            Require(listed.Add(file.Name), ExportManifest.FileName, $"it lists '{Shown(file.Name)}' twice.");
            var entry = zip.GetEntry(file.Name) ?? throw new InvalidInputException($"The archive lacks '{Shown(file.Name)}', which its manifest lists.");
            Require(entry.Length == file.Bytes, file.Name, "its size is not the one in the manifest.");
        }

        if (zip.Entries.FirstOrDefault(entry => entry.FullName != ExportManifest.FileName && !listed.Contains(entry.FullName)) is { } unknown)
        {
            throw new InvalidInputException($"The archive has an entry '{Shown(unknown.FullName)}', which its manifest does not list.");
        }
    }

    private int Longer(int length, string name, long number)
    {
        Require(length < _limits.LineBytes, name, string.Create(CultureInfo.InvariantCulture, $"line {number} is longer than {_limits.LineBytes} bytes."));
        return (int)Math.Min(2L * length, _limits.LineBytes);
    }

    private static async ValueTask<int> ReadAsync(Stream unpacked, Memory<byte> buffer, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await unpacked.ReadAsync(buffer, cancellationToken);
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidInputException($"{Shown(name)}: it cannot be unpacked: {fault.Message}");
        }
    }

    private static void Require(bool condition, string name, string what)
    {
        if (!condition)
        {
            throw new InvalidInputException($"{Shown(name)}: {what}");
        }
    }

    /// <summary>A stranger's text in a message: short, and without what could move the cursor.</summary>
    private static string Shown(string text) => new([.. text.Take(200).Select(letter => char.IsControl(letter) ? '?' : letter)]);
}
