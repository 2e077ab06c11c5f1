using System.Text.Encodings.Web;
using System.Text.Json;

namespace TenantConsole.Core.Common;

/// <summary>Turns a file of JSON lines into another of as many lines, in the same order and in bounded memory. Empty lines are read over.</summary>
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
        using var buffer = new MemoryStream();
        using var writer = new Utf8JsonWriter(buffer, Compact);
        for (var number = 1; input.ReadLine() is { } text; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            using var document = Parse(text, number);
            buffer.SetLength(0);
            writer.Reset();
            transform(JsonLine.Of(document.RootElement, number), writer);
            writer.Flush();
            output.Write(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
            output.Write('\n');
            count++;
        }

        return count;
    }

    private static JsonDocument Parse(string text, int number)
    {
        try
        {
            // A file may begin with a byte order mark.
            return JsonDocument.Parse(number == 1 ? text.AsMemory().TrimStart('\uFEFF') : text.AsMemory());
        }
        catch (JsonException fault)
        {
            throw JsonLine.Bad(number, $"not valid JSON: {fault.Message}");
        }
    }
}
