using System.Text.Encodings.Web;
using System.Text.Json;

namespace TenantConsole.Core.Common;

/// <summary>
/// Turns a file of JSON lines into another of as many lines, in the same order. Empty lines are read over. Of a line that is done a few bytes are remembered, whatever its size: that
/// its id has been.
/// </summary>
public static class JsonLines
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Writes each line as soon as it is made. On bad input what was written so far is worthless: give it a temporary file, and let the file take the result's name when this
    /// has returned.
    /// </summary>
    /// <param name="transform">Writes one JSON value for the line.</param>
    /// <returns>How many lines there were.</returns>
    /// <exception cref="InvalidInputException">A line is not what it should be; the message begins with its number.</exception>
    public static int Transform(TextReader input, TextWriter output, Action<JsonLine, Utf8JsonWriter> transform, CancellationToken cancellationToken)
    {
        var count = 0;
        var ids = new Dictionary<UInt128, int>();
        using var buffer = new MemoryStream();
        using var writer = new Utf8JsonWriter(buffer, Compact);
        for (var number = 1; input.ReadLine() is { } text; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            // A file may begin with a byte order mark.
            using var document = JsonLine.Parse(number == 1 ? text.TrimStart('\uFEFF') : text, number);
            var line = JsonLine.Of(document.RootElement, number);
            if (!ids.TryAdd(line.IdHash(), number))
            {
                throw line.Bad(string.Create(null, $"'id' is that of line {ids[line.IdHash()]} too"));
            }

            buffer.SetLength(0);
            writer.Reset();
            transform(line, writer);
            writer.Flush();
            output.Write(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
            output.Write('\n');
            count++;
        }

        return count;
    }
}
