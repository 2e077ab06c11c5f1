using System.Security.Cryptography;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Transfer;

/// <summary>A file of an archive while it is unpacked. It never gives more bytes than the manifest says, and its end only if size and SHA-256 are the manifest's.</summary>
internal sealed class VerifiedStream(Stream unpacked, ExportedFile file) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _bytes;
    private bool _ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => file.Bytes;

    public override long Position
    {
        get => _bytes;
        set => throw new NotSupportedException();
    }

    /// <exception cref="InvalidInputException">The file is not what the manifest says.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var read = await unpacked.ReadAsync(buffer, cancellationToken);
            return Verified(buffer.Span, read);
        }
        catch (InvalidDataException fault)
        {
            throw Fault($"it cannot be unpacked: {fault.Message}");
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _hash.Dispose();
        unpacked.Dispose();
        base.Dispose(disposing);
    }

    private int Verified(ReadOnlySpan<byte> buffer, int read)
    {
        _bytes += read;
        Require(_bytes <= file.Bytes, "it holds more than the manifest says.");
        _hash.AppendData(buffer[..read]);
        if (read == 0 && !buffer.IsEmpty && !_ended)
        {
            Require(_bytes == file.Bytes, "it holds less than the manifest says.");
            Require(Convert.ToHexStringLower(_hash.GetHashAndReset()) == file.Sha256, "its SHA-256 is not the one in the manifest; the file was changed.");
            _ended = true;
        }

        return read;
    }

    private void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw Fault(what);
        }
    }

    private InvalidInputException Fault(string what) => new($"{file.Name}: {what}");
}
