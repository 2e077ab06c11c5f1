using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;

namespace TenantConsole.Core.Transfer;

/// <summary>
/// Writes the entries of an export one after the other, to a stream that need not go back. The same content gives the same bytes: fixed times, the order in which entries are
/// written, one way to pack. What each entry held is kept for the manifest.
/// </summary>
internal sealed class ExportArchive : IAsyncDisposable
{
    /// <summary>The first moment that a ZIP can name.</summary>
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly List<ExportedFile> _files = [];
    private readonly ForwardStream _output;
    private readonly ZipArchive _zip;

    private ExportArchive(ForwardStream output, ZipArchive zip) => (_output, _zip) = (output, zip);

    public IReadOnlyList<ExportedFile> Files => _files;

    public static async Task<ExportArchive> CreateAsync(Stream output, CancellationToken cancellationToken)
    {
        var forward = new ForwardStream(output);
        return new(forward, await ZipArchive.CreateAsync(forward, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken));
    }

    /// <summary>Writes one entry.</summary>
    /// <param name="write">Writes its bytes and returns the number of its lines, where it has any.</param>
    public async Task AddAsync(string name, Func<Stream, Task<long?>> write, CancellationToken cancellationToken)
    {
        var entry = _zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = NoTime;
        await using var packed = await entry.OpenAsync(cancellationToken);
        await using var hashed = new HashingStream(packed);
        var rows = await write(hashed);
        _files.Add(new(name, rows, hashed.Bytes, hashed.Sha256()));
    }

    public async ValueTask DisposeAsync()
    {
        await _zip.DisposeAsync();
        await _output.FlushAsync(CancellationToken.None);
    }

    /// <summary>Counts and hashes what passes.</summary>
    private sealed class HashingStream(Stream inner) : WriteOnlyStream
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public long Bytes { get; private set; }

        public string Sha256() => Convert.ToHexStringLower(_hash.GetHashAndReset());

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _hash.AppendData(buffer.Span);
            Bytes += buffer.Length;
            await inner.WriteAsync(buffer, cancellationToken);
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _hash.AppendData(buffer);
            Bytes += buffer.Length;
            inner.Write(buffer);
        }

        protected override void Dispose(bool disposing)
        {
            _hash.Dispose();
            base.Dispose(disposing);
        }
    }

    /// <summary>
    /// A file as a connection is: it cannot go back, so that an export to either has the same bytes, and nobody may wait in it. What the archive writes without waiting, the few
    /// bytes around an entry and the table of contents, is kept until the next write that may wait.
    /// </summary>
    private sealed class ForwardStream(Stream inner) : WriteOnlyStream
    {
        private readonly ArrayBufferWriter<byte> _kept = new(16 * 1024);

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await WriteKeptAsync(cancellationToken);
            await inner.WriteAsync(buffer, cancellationToken);
        }

        public override void Write(ReadOnlySpan<byte> buffer) => _kept.Write(buffer);

        public override async Task FlushAsync(CancellationToken cancellationToken)
        {
            await WriteKeptAsync(cancellationToken);
            await inner.FlushAsync(cancellationToken);
        }

        private async ValueTask WriteKeptAsync(CancellationToken cancellationToken)
        {
            if (_kept.WrittenCount > 0)
            {
                await inner.WriteAsync(_kept.WrittenMemory, cancellationToken);
                _kept.ResetWrittenCount();
            }
        }
    }
}
