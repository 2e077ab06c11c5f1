using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TenantConsole.Core.Transfer;

/// <summary>Writes rows as JSON lines. In memory there is one buffer.</summary>
internal sealed class RowWriter(Stream output) : IDisposable
{
    private const int BufferBytes = 64 * 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _buffer = new(BufferBytes);
    private readonly Utf8JsonWriter _json = new(Stream.Null, Options);

    public void Dispose() => _json.Dispose();

    public async ValueTask WriteAsync(IReadOnlyList<TransferColumn> columns, object row, CancellationToken cancellationToken)
    {
        _json.Reset(_buffer);
        _json.WriteStartObject();
        foreach (var column in columns)
        {
            _json.WritePropertyName(column.Name);
            if (column.ValueOf(row) is { } value)
            {
                column.Codec.Write(_json, value);
            }
            else
            {
                _json.WriteNullValue();
            }
        }

        _json.WriteEndObject();
        _json.Flush();
        _buffer.Write("\n"u8);
        if (_buffer.WrittenCount > BufferBytes / 2)
        {
            await FlushAsync(cancellationToken);
        }
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await output.WriteAsync(_buffer.WrittenMemory, cancellationToken);
        _buffer.ResetWrittenCount();
    }
}
