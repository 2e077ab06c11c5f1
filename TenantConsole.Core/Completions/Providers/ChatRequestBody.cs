using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TenantConsole.Core.Completions.Providers;

/// <summary>Writes what is sent.</summary>
internal static class ChatRequestBody
{
    // The body goes to a program, never into a page: letters need no escapes.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="JsonException">The raw body is not JSON.</exception>
    /// <exception cref="ArgumentException">The raw body is not a JSON object.</exception>
    public static ReadOnlyMemory<byte> Write(ProviderRequest request, bool maxCompletionTokens)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Plain);
        writer.WriteStartObject();
        writer.WriteString("model"u8, request.ModelId);
        if (request.RawBody is { } raw)
            CopyRaw(writer, request, raw);
        else
            WriteMessages(writer, request);
        writer.WriteNumber(maxCompletionTokens ? "max_completion_tokens"u8 : "max_tokens"u8, request.MaxOutputTokens);
        writer.WriteBoolean("stream"u8, request.Stream);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteMessages(Utf8JsonWriter writer, ProviderRequest request)
    {
        writer.WriteStartArray("messages"u8);
        foreach (var message in request.Messages)
        {
            writer.WriteStartObject();
            writer.WriteString("role"u8, message.Role);
            writer.WriteString("content"u8, message.Content);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (request.Temperature is { } temperature)
            writer.WriteNumber("temperature"u8, temperature);
        if (request.LogProbabilities)
            writer.WriteBoolean("logprobs"u8, true);
        if (request.Stream)
            WriteStreamOptions(writer, null);
    }

    private static void CopyRaw(Utf8JsonWriter writer, ProviderRequest request, ReadOnlyMemory<byte> raw)
    {
        using var document = JsonDocument.Parse(raw);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new ArgumentException("The raw body is not a JSON object.", nameof(request));
        JsonElement? streamOptions = null;
        foreach (var property in document.RootElement.EnumerateObject())
        {
            switch (property.Name)
            {
                case "model" or "stream" or "max_tokens" or "max_completion_tokens":
                    break;
                case "stream_options":
                    streamOptions = property.Value;
                    break;
                case "logprobs" when request.LogProbabilities:
                    break;
                default:
                    property.WriteTo(writer);
                    break;
            }
        }

        if (request.LogProbabilities)
            writer.WriteBoolean("logprobs"u8, true);
        if (request.Stream)
            WriteStreamOptions(writer, streamOptions);
    }

    private static void WriteStreamOptions(Utf8JsonWriter writer, JsonElement? given)
    {
        writer.WriteStartObject("stream_options"u8);
        if (given is { ValueKind: JsonValueKind.Object } options)
        {
            foreach (var property in options.EnumerateObject().Where(property => !property.NameEquals("include_usage"u8)))
                property.WriteTo(writer);
        }

        writer.WriteBoolean("include_usage"u8, true);
        writer.WriteEndObject();
    }
}
