using System.Security.Cryptography;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Documents;

/// <summary>A document's bytes on their way to the store: counted against what was announced, hashed and inspected as they pass, so that they are read once and never held.</summary>
internal sealed class InspectedStream(Stream content, NewDocument announced, IProgress<long>? progress) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ContentInspector _inspector = new();

    public long Count { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => Count; set => throw new NotSupportedException(); }

    /// <summary>What the document is, after its last byte.</summary>
    public DocumentKind Kind(string name) => _inspector.Finish(name);

    public byte[] Sha256() => _hash.GetHashAndReset();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await content.ReadAsync(buffer, cancellationToken);
        Count += read;
        if (Count > announced.SizeBytes)
        {
            throw new InvalidInputException("The file is longer than was announced; it may have changed meanwhile. Upload it again.", "file");
        }

        _hash.AppendData(buffer.Span[..read]);
        _inspector.Add(buffer.Span[..read]);
        if (read > 0)
        {
            progress?.Report(Count);
        }

        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Documents are read asynchronously.");

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }
}
