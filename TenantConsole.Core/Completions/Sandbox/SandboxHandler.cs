using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Completions.Providers;

namespace TenantConsole.Core.Completions.Sandbox;

/// <summary>
/// A provider inside the program: speaks OpenAI's wire format (<c>POST …/chat/completions</c> as JSON and as server-sent events, <c>POST …/embeddings</c>, <c>GET …/models</c>), so that all else is the real thing.
/// Answers are made up, the same for the same question, and each says that it comes from the sandbox. Nothing leaves the process.
/// </summary>
/// <param name="classOf">The models that it plays; null where it has none of that name.</param>
public sealed partial class SandboxHandler(SandboxOptions options, TimeProvider time, Func<string, ModelClass?> classOf) : HttpMessageHandler
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public SandboxHandler(SandboxOptions options, TimeProvider time)
        : this(options, time, SandboxModels.ClassOf)
    {
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        if (request.Method == HttpMethod.Get && path.EndsWith("/models", StringComparison.Ordinal))
            return Json(HttpStatusCode.OK, WriteModels);
        if (request.Method != HttpMethod.Post || request.Content is null)
            return Error(HttpStatusCode.NotFound, "Unknown request URL.", "invalid_request_error", null, "unknown_url");

        var bytes = await request.Content.ReadAsByteArrayAsync(cancellationToken);
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(bytes);
        }
        catch (JsonException)
        {
            return Error(HttpStatusCode.BadRequest, "We could not parse the JSON body of your request.", "invalid_request_error", null, null);
        }

        using (document)
        {
            if (path.EndsWith("/chat/completions", StringComparison.Ordinal))
                return await ChatAsync(document.RootElement, cancellationToken);
            return path.EndsWith("/embeddings", StringComparison.Ordinal)
                ? Embeddings(document.RootElement)
                : Error(HttpStatusCode.NotFound, "Unknown request URL.", "invalid_request_error", null, "unknown_url");
        }
    }

    private async Task<HttpResponseMessage> ChatAsync(JsonElement root, CancellationToken cancellationToken)
    {
        var (request, error, field) = SandboxChatRequest.Read(root);
        if (request is null)
            return Error(HttpStatusCode.BadRequest, error!, "invalid_request_error", field, null);
        if (classOf(request.Model) is not { } modelClass || modelClass == ModelClass.Embedding)
            return UnknownModel(request.Model);

        var answer = AnswerOf(request, modelClass);
        var (firstToken, perWord) = LatencyOf(modelClass);
        if (request.Stream)
            return Stream(answer, firstToken, perWord);
        await Task.Delay(firstToken + (perWord * answer.Pieces.Count), time, cancellationToken);
        return Json(HttpStatusCode.OK, writer => WriteWhole(writer, answer));
    }

    private Answer AnswerOf(SandboxChatRequest request, ModelClass modelClass)
    {
        var written = SandboxJudge.Of(request.Messages) ?? SandboxAnswer.Write(request.Model, modelClass, request.Question);
        var text = request.WantsJson ? JsonSerializer.Serialize(new { sandbox = true, answer = written.Text }) : written.Text;
        var tokens = TokenCounter.Count(text);
        var isCut = request.MaxTokens < tokens;
        if (isCut)
        {
            text = TokenCounter.Take(text, request.MaxTokens!.Value);
            tokens = Math.Min(TokenCounter.Count(text), request.MaxTokens.Value);
        }

        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Model}\n{request.Question}")).AsSpan(0, 12));
        List<string> pieces = [.. Piece().Matches(text).Select(match => match.Value)];
        return new Answer(request, id, time.GetUtcNow().ToUnixTimeSeconds(), text, pieces, isCut ? "length" : "stop", TokenCounter.Count(request.Messages), tokens, written.IsUnsure);
    }

    private (TimeSpan FirstToken, TimeSpan PerWord) LatencyOf(ModelClass modelClass)
    {
        var (first, word) = modelClass switch
        {
            ModelClass.Small => (350, 15),
            ModelClass.Standard => (600, 25),
            _ => (900, 40),
        };
        var pace = Math.Max(0, options.Pace);
        return (TimeSpan.FromMilliseconds(first) * pace, TimeSpan.FromMilliseconds(word) * pace);
    }

    private HttpResponseMessage Stream(Answer answer, TimeSpan firstToken, TimeSpan perWord)
    {
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new SandboxStream(FramesOf(answer, firstToken, perWord), time)) };
        response.Content.Headers.ContentType = new MediaTypeHeaderValue("text/event-stream") { CharSet = "utf-8" };
        response.Headers.Add("x-request-id", $"req_sandbox_{answer.Id}");
        return response;
    }

    private static IEnumerable<(TimeSpan Delay, byte[] Bytes)> FramesOf(Answer answer, TimeSpan firstToken, TimeSpan perWord)
    {
        yield return (firstToken, Frame(writer => WriteChunk(writer, answer, string.Empty, "assistant", null)));
        foreach (var piece in answer.Pieces)
            yield return (perWord, Frame(writer => WriteChunk(writer, answer, piece, null, null)));
        yield return (TimeSpan.Zero, Frame(writer => WriteChunk(writer, answer, null, null, answer.FinishReason)));
        if (answer.Request.IncludeUsage)
        {
            yield return (TimeSpan.Zero, Frame(writer =>
            {
                WriteHead(writer, answer, "chat.completion.chunk");
                writer.WriteStartArray("choices"u8);
                writer.WriteEndArray();
                WriteUsage(writer, answer);
            }));
        }

        yield return (TimeSpan.Zero, "data: [DONE]\n\n"u8.ToArray());
    }

    private static byte[] Frame(Action<Utf8JsonWriter> write) => [.. "data: "u8, .. Object(write).Span, .. "\n\n"u8];

    private static void WriteChunk(Utf8JsonWriter writer, Answer answer, string? content, string? role, string? finishReason)
    {
        WriteHead(writer, answer, "chat.completion.chunk");
        writer.WriteStartArray("choices"u8);
        writer.WriteStartObject();
        writer.WriteNumber("index"u8, 0);
        writer.WriteStartObject("delta"u8);
        if (role is not null)
            writer.WriteString("role"u8, role);
        if (content is not null)
            writer.WriteString("content"u8, content);
        writer.WriteEndObject();
        WriteLogProbabilities(writer, answer, string.IsNullOrEmpty(content) ? [] : [content]);
        writer.WriteString("finish_reason"u8, finishReason);
        writer.WriteEndObject();
        writer.WriteEndArray();
        if (answer.Request.IncludeUsage)
            writer.WriteNull("usage"u8);
    }

    private static void WriteWhole(Utf8JsonWriter writer, Answer answer)
    {
        WriteHead(writer, answer, "chat.completion");
        writer.WriteStartArray("choices"u8);
        writer.WriteStartObject();
        writer.WriteNumber("index"u8, 0);
        writer.WriteStartObject("message"u8);
        writer.WriteString("role"u8, "assistant");
        writer.WriteString("content"u8, answer.Text);
        writer.WriteNull("refusal"u8);
        writer.WriteEndObject();
        WriteLogProbabilities(writer, answer, answer.Pieces);
        writer.WriteString("finish_reason"u8, answer.FinishReason);
        writer.WriteEndObject();
        writer.WriteEndArray();
        WriteUsage(writer, answer);
    }

    private static void WriteHead(Utf8JsonWriter writer, Answer answer, string type)
    {
        writer.WriteString("id"u8, $"chatcmpl-sandbox-{answer.Id}");
        writer.WriteString("object"u8, type);
        writer.WriteNumber("created"u8, answer.Created);
        writer.WriteString("model"u8, answer.Request.Model);
        writer.WriteString("system_fingerprint"u8, "sandbox");
    }

    // Even confidence over the answer, low where it says that it is not sure.
    private static void WriteLogProbabilities(Utf8JsonWriter writer, Answer answer, IReadOnlyList<string> pieces)
    {
        if (!answer.Request.LogProbabilities)
        {
            writer.WriteNull("logprobs"u8);
            return;
        }

        writer.WriteStartObject("logprobs"u8);
        writer.WriteStartArray("content"u8);
        foreach (var piece in pieces)
        {
            writer.WriteStartObject();
            writer.WriteString("token"u8, piece);
            writer.WriteNumber("logprob"u8, answer.IsUnsure ? -0.9 : -0.08);
            writer.WriteNull("bytes"u8);
            writer.WriteStartArray("top_logprobs"u8);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteUsage(Utf8JsonWriter writer, Answer answer)
    {
        writer.WriteStartObject("usage"u8);
        writer.WriteNumber("prompt_tokens"u8, answer.InputTokens);
        writer.WriteNumber("completion_tokens"u8, answer.OutputTokens);
        writer.WriteNumber("total_tokens"u8, answer.InputTokens + answer.OutputTokens);
        writer.WriteStartObject("prompt_tokens_details"u8);
        writer.WriteNumber("cached_tokens"u8, 0);
        writer.WriteEndObject();
        writer.WriteStartObject("completion_tokens_details"u8);
        writer.WriteNumber("reasoning_tokens"u8, 0);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteModels(Utf8JsonWriter writer)
    {
        writer.WriteString("object"u8, "list");
        writer.WriteStartArray("data"u8);
        foreach (var id in SandboxModels.Ids)
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, id);
            writer.WriteString("object"u8, "model");
            writer.WriteNumber("created"u8, 0);
            writer.WriteString("owned_by"u8, "sandbox");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private HttpResponseMessage Embeddings(JsonElement root)
    {
        var model = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("model", out var given) && given.ValueKind == JsonValueKind.String ? given.GetString()! : string.Empty;
        if (classOf(model) != ModelClass.Embedding)
            return UnknownModel(model);
        if (!root.TryGetProperty("input", out var input) || input.ValueKind is not (JsonValueKind.String or JsonValueKind.Array))
            return Error(HttpStatusCode.BadRequest, "Missing required parameter: 'input'.", "invalid_request_error", "input", null);
        List<string> texts = input.ValueKind == JsonValueKind.String ? [input.GetString()!] : [.. input.EnumerateArray().Select(text => text.ToString())];
        var size = model.EndsWith("large", StringComparison.Ordinal) ? 3_072 : 1_536;
        return Json(HttpStatusCode.OK, writer =>
        {
            writer.WriteString("object"u8, "list");
            writer.WriteString("model"u8, model);
            writer.WriteStartArray("data"u8);
            for (var index = 0; index < texts.Count; index++)
                WriteEmbedding(writer, index, texts[index], size);
            writer.WriteEndArray();
            var tokens = texts.Sum(TokenCounter.Count);
            writer.WriteStartObject("usage"u8);
            writer.WriteNumber("prompt_tokens"u8, tokens);
            writer.WriteNumber("total_tokens"u8, tokens);
            writer.WriteEndObject();
        });
    }

    // Texts that share words point the same way: each word adds one to a place that its hash names. Then length one.
    private static void WriteEmbedding(Utf8JsonWriter writer, int index, string text, int size)
    {
        var vector = new double[size];
        vector[0] = 0.1;
        foreach (var word in Piece().Matches(text).Select(match => match.Value.Trim().ToLowerInvariant()).Where(word => word.Length > 0))
            vector[BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(word)), 0) % (uint)size] += 1;
        var length = Math.Sqrt(vector.Sum(value => value * value));
        writer.WriteStartObject();
        writer.WriteString("object"u8, "embedding");
        writer.WriteNumber("index"u8, index);
        writer.WriteStartArray("embedding"u8);
        foreach (var value in vector)
            writer.WriteNumberValue(Math.Round(value / length, 8));
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static HttpResponseMessage UnknownModel(string model) => Error(
        HttpStatusCode.NotFound, string.Create(CultureInfo.InvariantCulture, $"The model `{model}` does not exist or you do not have access to it."), "invalid_request_error", "model", "model_not_found");

    private static HttpResponseMessage Error(HttpStatusCode status, string message, string type, string? field, string? code) => Json(status, writer =>
    {
        writer.WriteStartObject("error"u8);
        writer.WriteString("message"u8, message);
        writer.WriteString("type"u8, type);
        writer.WriteString("param"u8, field);
        writer.WriteString("code"u8, code);
        writer.WriteEndObject();
    });

    private static HttpResponseMessage Json(HttpStatusCode status, Action<Utf8JsonWriter> write)
    {
        var bytes = Object(write);
        var response = new HttpResponseMessage(status) { Content = new ReadOnlyMemoryContent(bytes) };
        response.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        response.Headers.Add("x-request-id", $"req_sandbox_{Convert.ToHexStringLower(SHA256.HashData(bytes.Span).AsSpan(0, 12))}");
        return response;
    }

    private static ReadOnlyMemory<byte> Object(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Plain);
        writer.WriteStartObject();
        write(writer);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    // A word with the space before it; space at the end goes alone.
    [GeneratedRegex(@"\s*\S+|\s+$", RegexOptions.NonBacktracking)]
    private static partial Regex Piece();

    private sealed record Answer(
        SandboxChatRequest Request, string Id, long Created, string Text, IReadOnlyList<string> Pieces, string FinishReason, int InputTokens, int OutputTokens, bool IsUnsure);
}
