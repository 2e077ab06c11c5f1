namespace TenantConsole.Tests.Core.Documents;

/// <summary>A text of so many letters x that does something before each piece is read.</summary>
internal class ScriptedStream(long length, Action<long> before) : Stream
{
    private long _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get => _at; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        before(_at);
        var read = (int)Math.Min(Math.Min(count, 50_000), length - _at);
        buffer.AsSpan(offset, read).Fill((byte)'x');
        _at += read;
        return read;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var piece = new byte[buffer.Length];
        var read = Read(piece, 0, piece.Length);
        piece.AsSpan(0, read).CopyTo(buffer.Span);
        return ValueTask.FromResult(read);
    }

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>A stream that must not be read.</summary>
internal sealed class UnreadableStream() : ScriptedStream(1, _ => throw new InvalidOperationException("It was read."));
