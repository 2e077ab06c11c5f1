using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TenantConsole.Core.Completions.Providers;

namespace TenantConsole.Tests.Support.Upstream;

/// <summary>Writes one reply to one request.</summary>
/// <param name="stopped">The client hung up or the server is being stopped.</param>
public delegate Task UpstreamReply(HttpContext context, string requestBody, CancellationToken stopped);

/// <summary>Replies of good and of bad servers.</summary>
public static class UpstreamReplies
{
    public const string Done = "data: [DONE]\n\n";

    /// <summary>A correct answer, streamed where that was asked for.</summary>
    public static UpstreamReply Answer(string? text = null, string finishReason = "stop") => async (context, body, stopped) =>
    {
        using var request = JsonDocument.Parse(body);
        var root = request.RootElement;
        var model = root.GetProperty("model").GetString()!;
        var messages = root.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("content").ToString()).ToList();
        var answer = text ?? $"This is the answer of the test server to: {messages[^1]}";
        var input = messages.Sum(TokenCounter.Count) + (3 * messages.Count) + 3;
        var output = TokenCounter.Count(answer);
        context.Response.Headers["x-request-id"] = "req_test_1";
        if (!root.TryGetProperty("stream", out var stream) || stream.ValueKind != JsonValueKind.True)
        {
            await WriteJsonAsync(context, 200, Whole(answer, finishReason, UsageJson(input, output), model), stopped);
            return;
        }

        var withUsage = root.TryGetProperty("stream_options", out var options) && options.TryGetProperty("include_usage", out var include) && include.ValueKind == JsonValueKind.True;
        await BeginStreamAsync(context, stopped);
        foreach (var piece in ValidStream(answer, finishReason, withUsage ? UsageJson(input, output) : null, model))
            await SendAsync(context, piece, stopped);
    };

    /// <summary>The pieces of a valid stream, <c>[DONE]</c> last.</summary>
    public static IReadOnlyList<string> ValidStream(string text, string finishReason = "stop", string? usage = null, string model = "gpt-4o-mini")
    {
        List<string> pieces = [Data(Chunk("""{"role":"assistant","content":""}""", model: model))];
        pieces.AddRange(text.Split(' ').Select((word, index) => Data(Text(index == 0 ? word : " " + word, model))));
        pieces.Add(Data(Chunk("{}", finishReason, model)));
        if (usage is not null)
            pieces.Add(Data(UsageChunk(usage)));
        pieces.Add(Done);
        return pieces;
    }

    public static string UsageJson(long input, long output, long cached = 0, long reasoning = 0) =>
        $$$"""{"prompt_tokens":{{{input}}},"completion_tokens":{{{output}}},"total_tokens":{{{input + output}}},"prompt_tokens_details":{"cached_tokens":{{{cached}}}},"completion_tokens_details":{"reasoning_tokens":{{{reasoning}}}}}""";

    public static string Whole(string? text, string? finishReason = "stop", string? usage = null, string model = "gpt-4o-mini") =>
        $$$"""{"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"{{{model}}}","choices":[{"index":0,"message":{"role":"assistant","content":{{{JsonSerializer.Serialize(text)}}}},"finish_reason":{{{JsonSerializer.Serialize(finishReason)}}}}]{{{(usage is null ? "" : ",\"usage\":" + usage)}}}}""";

    public static string Chunk(string delta, string? finishReason = null, string model = "gpt-4o-mini") =>
        $$$"""{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"{{{model}}}","choices":[{"index":0,"delta":{{{delta}}},"finish_reason":{{{JsonSerializer.Serialize(finishReason)}}}}]}""";

    public static string Text(string text, string model = "gpt-4o-mini") => Chunk($$"""{"content":{{JsonSerializer.Serialize(text)}}}""", model: model);

    public static string Finish(string reason = "stop") => Chunk("{}", reason);

    public static string UsageChunk(string usage) => $$"""{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini","choices":[],"usage":{{usage}}}""";

    public static string ErrorJson(string message, string type, string? code) =>
        $$$"""{"error":{"message":{{{JsonSerializer.Serialize(message)}}},"type":"{{{type}}}","param":null,"code":{{{JsonSerializer.Serialize(code)}}}}}""";

    public static string Data(string json) => $"data: {json}\n\n";

    /// <summary>Any status with JSON.</summary>
    public static UpstreamReply Json(int status, string json, params (string Name, string Value)[] headers) => async (context, _, stopped) =>
    {
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        await WriteJsonAsync(context, status, json, stopped);
    };

    /// <summary>A refusal in OpenAI's shape.</summary>
    public static UpstreamReply Error(int status, string type, string? code = null, string message = "Refused.", params (string Name, string Value)[] headers) =>
        Json(status, ErrorJson(message, type, code), headers);

    public static UpstreamReply Html(int status) => async (context, _, stopped) =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync("<html><body><h1>Something else entirely</h1></body></html>", stopped);
    };

    /// <summary>A stream of exactly these pieces, ended cleanly.</summary>
    public static UpstreamReply Stream(params string[] pieces) => async (context, _, stopped) =>
    {
        await BeginStreamAsync(context, stopped);
        foreach (var piece in pieces)
            await SendAsync(context, piece, stopped);
    };

    /// <summary>A stream of these bytes, ended cleanly.</summary>
    public static UpstreamReply StreamBytes(byte[] bytes) => async (context, _, stopped) =>
    {
        await BeginStreamAsync(context, stopped);
        await context.Response.Body.WriteAsync(bytes, stopped);
    };

    /// <summary>A stream of these pieces, after which the connection is torn down.</summary>
    public static UpstreamReply StreamThenReset(params string[] pieces) => async (context, _, stopped) =>
    {
        await BeginStreamAsync(context, stopped);
        foreach (var piece in pieces)
            await SendAsync(context, piece, stopped);
        await Task.Delay(100, stopped);
        context.Abort();
    };

    /// <summary>A stream of these pieces, after which nothing comes and nothing ends.</summary>
    public static UpstreamReply StreamThenSilence(params string[] pieces) => async (context, _, stopped) =>
    {
        await BeginStreamAsync(context, stopped);
        foreach (var piece in pieces)
            await SendAsync(context, piece, stopped);
        await Task.Delay(Timeout.Infinite, stopped);
    };

    /// <summary>After the first words the rest comes byte by byte, without end.</summary>
    public static UpstreamReply Drip(TimeSpan pause, params string[] pieces) => async (context, _, stopped) =>
    {
        await BeginStreamAsync(context, stopped);
        foreach (var piece in pieces)
            await SendAsync(context, piece, stopped);
        while (true)
        {
            foreach (var character in Data(Text(" and")))
            {
                await SendAsync(context, character.ToString(), stopped);
                await Task.Delay(pause, stopped);
            }
        }
    };

    /// <summary>No headers ever.</summary>
    public static UpstreamReply Silence() => (_, _, stopped) => Task.Delay(Timeout.Infinite, stopped);

    /// <summary>The connection is torn down before any header.</summary>
    public static UpstreamReply Reset() => (context, _, _) =>
    {
        context.Abort();
        return Task.CompletedTask;
    };

    /// <summary>Content that never ends, as fast as it is read: in one line, or in many chunks.</summary>
    public static UpstreamReply Giant(bool oneLine) => async (context, _, stopped) =>
    {
        await BeginStreamAsync(context, stopped);
        await SendAsync(context, Data(Text("Much more:")), stopped);
        var piece = oneLine ? new string('x', 8_192) : Data(Text(new string('x', 900)));
        if (oneLine)
            await SendAsync(context, "data: ", stopped);
        while (true)
            await SendAsync(context, piece, stopped);
    };

    /// <summary>A gigabyte of spaces in a megabyte of gzip, which nobody asked for.</summary>
    public static UpstreamReply GzipBomb() => async (context, _, stopped) =>
    {
        context.Response.Headers.ContentEncoding = "gzip";
        await BeginStreamAsync(context, stopped);
        await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest, leaveOpen: true);
        var spaces = Encoding.ASCII.GetBytes(new string(' ', 1_000_000));
        for (var megabyte = 0; megabyte < 1_000; megabyte++)
            await gzip.WriteAsync(spaces, stopped);
    };

    private static async Task BeginStreamAsync(HttpContext context, CancellationToken stopped)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers["x-request-id"] = "req_test_1";
        await context.Response.Body.FlushAsync(stopped);
    }

    private static async Task SendAsync(HttpContext context, string text, CancellationToken stopped)
    {
        await context.Response.WriteAsync(text, stopped);
        await context.Response.Body.FlushAsync(stopped);
    }

    private static async Task WriteJsonAsync(HttpContext context, int status, string json, CancellationToken stopped)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(json, stopped);
    }
}
