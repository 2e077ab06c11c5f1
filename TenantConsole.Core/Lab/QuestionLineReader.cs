using System.Text;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Lab;

/// <summary>Reads a text line by line, in UTF-8 or by its byte order mark, and never holds more than one line and a small buffer of it.</summary>
internal sealed class QuestionLineReader(Stream content) : IDisposable
{
    /// <summary>A question may be written with an escape for every character of it.</summary>
    private const int LongestLine = (6 * QuestionLimits.LongestPrompt) + 10_000;

    private readonly StreamReader _reader = new(content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, leaveOpen: true);
    private readonly char[] _buffer = new char[16_384];
    private readonly StringBuilder _line = new();
    private int _at;
    private int _length;

    /// <summary>Of the line read last, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The next line without its end; null after the last.</summary>
    /// <exception cref="InvalidInputException">It is too long, or the bytes are no text; the message has the line's number.</exception>
    public async ValueTask<string?> ReadAsync(CancellationToken cancellationToken)
    {
        _line.Clear();
        var any = false;
        while (_at < _length || await FillAsync(cancellationToken))
        {
            any = true;
            var rest = _buffer.AsMemory(_at, _length - _at);
            var end = rest.Span.IndexOf('\n');
            _line.Append(end < 0 ? rest : rest[..end]);
            _at += end < 0 ? rest.Length : end + 1;
            if (_line.Length > LongestLine)
            {
                throw JsonLine.Bad(Number + 1, $"longer than {LongestLine:N0} characters");
            }

            if (end >= 0)
            {
                break;
            }
        }

        if (!any)
        {
            return null;
        }

        Number++;
        if (_line.Length > 0 && _line[^1] == '\r')
        {
            _line.Length--;
        }

        return _line.ToString();
    }

    public void Dispose() => _reader.Dispose();

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        try
        {
            (_at, _length) = (0, await _reader.ReadAsync(_buffer, cancellationToken));
            return _length > 0;
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidInputException(string.Create(null, $"Line {Number + 1} or soon after it: not text in UTF-8."), "content");
        }
    }
}
