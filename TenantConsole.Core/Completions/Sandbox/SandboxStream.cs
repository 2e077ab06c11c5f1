namespace TenantConsole.Core.Completions.Sandbox;

/// <summary>A body that comes in frames, each after its delay, as from a model that is still writing. Read-only, asynchronous only.</summary>
internal sealed class SandboxStream(IEnumerable<(TimeSpan Delay, byte[] Bytes)> frames, TimeProvider time) : Stream
{
    private readonly IEnumerator<(TimeSpan Delay, byte[] Bytes)> _frames = frames.GetEnumerator();
    private ReadOnlyMemory<byte> _current;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_current.IsEmpty)
        {
            if (!_frames.MoveNext())
                return 0;
            if (_frames.Current.Delay > TimeSpan.Zero)
                await Task.Delay(_frames.Current.Delay, time, cancellationToken);
            _current = _frames.Current.Bytes;
        }

        var count = Math.Min(buffer.Length, _current.Length);
        _current[..count].CopyTo(buffer);
        _current = _current[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _frames.Dispose();
        base.Dispose(disposing);
    }
}
