using System.Buffers;
using System.Text.Unicode;

namespace TenantConsole.Core.Completions.Providers;

/// <summary>
/// Reads server-sent events (WHATWG HTML, "Server-sent events") strictly: memory is bounded by the caps, UTF-8 is checked, and what is read does not depend on how the bytes arrive in pieces.
/// Only the data is given out; the names of events and comments mean nothing in chat streams.
/// </summary>
/// <param name="maxLineBytes">The longest line, without its ending.</param>
/// <param name="maxTotalBytes">The longest stream, endings and comments included.</param>
public sealed class ServerSentEventReader(Stream stream, int maxLineBytes, int maxTotalBytes)
{
    private const int ReadBytes = 16 * 1_024;

    private readonly ArrayBufferWriter<byte> _data = new();
    private byte[] _buffer = new byte[ReadBytes];
    private int _start;
    private int _end;
    private int _searched;
    private long _consumed;
    private bool _hasData;
    private bool _skipLineFeed;
    private bool _isFirstLine = true;
    private ServerSentEvent? _ending;

    /// <summary>The next event, or how the stream ended; after an ending always the same ending.</summary>
    /// <exception cref="IOException">The connection broke.</exception>
    public async ValueTask<ServerSentEvent> ReadAsync(CancellationToken cancellationToken)
    {
        while (_ending is null)
        {
            if (NextEvent() is { } next)
                return next;
            if (_ending is null && !await FillAsync(cancellationToken))
                _ending = new ServerSentEvent(ServerSentEventKind.End, default);
        }

        return _ending.Value;
    }

    // Works off the whole lines that are in the buffer. Null: there is no whole event in them (or the stream has ended badly).
    private ServerSentEvent? NextEvent()
    {
        while (TryTakeLine(out var line))
        {
            if (!Utf8.IsValid(line))
            {
                _ending = new ServerSentEvent(ServerSentEventKind.InvalidUtf8, default);
                return null;
            }

            if (line.Length > 0)
            {
                TakeField(line);
            }
            else if (_hasData)
            {
                var data = _data.WrittenSpan.ToArray();
                _data.ResetWrittenCount();
                _hasData = false;
                return new ServerSentEvent(ServerSentEventKind.Event, data);
            }
        }

        return null;
    }

    private bool TryTakeLine(out ReadOnlySpan<byte> line)
    {
        line = default;
        if (_skipLineFeed && _start < _end)
        {
            _skipLineFeed = false;
            if (_buffer[_start] == '\n')
            {
                _start++;
                _consumed++;
            }

            _searched = Math.Max(_searched, _start);
        }

        var at = _buffer.AsSpan(_searched, _end - _searched).IndexOfAny((byte)'\n', (byte)'\r');
        var length = (at < 0 ? _end : _searched + at) - _start;
        _searched = _start + length;
        if (length > maxLineBytes || _consumed + length > maxTotalBytes)
        {
            _ending = new ServerSentEvent(ServerSentEventKind.TooLarge, default);
            return false;
        }

        if (at < 0)
            return false;
        line = _buffer.AsSpan(_start, length);
        _skipLineFeed = _buffer[_searched] == '\r';
        _start = _searched += 1;
        _consumed += length + 1;
        if (_isFirstLine && line.StartsWith("\uFEFF"u8))
            line = line[3..];
        _isFirstLine = false;
        return true;
    }

    private void TakeField(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        var name = colon < 0 ? line : line[..colon];
        if (!name.SequenceEqual("data"u8))
            return;
        var value = colon < 0 ? default : line[(colon + 1)..];
        if (value.StartsWith(" "u8))
            value = value[1..];
        if (_hasData)
            _data.Write("\n"u8);
        _data.Write(value);
        _hasData = true;
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _searched -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, (int)Math.Min(_buffer.Length * 2L, (long)maxLineBytes + ReadBytes));
        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        return read > 0;
    }
}
