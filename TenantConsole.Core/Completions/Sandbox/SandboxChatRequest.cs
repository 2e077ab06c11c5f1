using System.Text.Json;

namespace TenantConsole.Core.Completions.Sandbox;

/// <summary>What the sandbox reads of a chat completion's body. What it does not know it ignores.</summary>
internal sealed record SandboxChatRequest(string Model, IReadOnlyList<ChatMessage> Messages, bool Stream, bool IncludeUsage, int? MaxTokens, bool LogProbabilities, bool WantsJson)
{
    /// <summary>The last thing the user said.</summary>
    public string Question => Messages.LastOrDefault(message => message.Role == "user")?.Content ?? Messages[^1].Content;

    /// <summary>Reads it, or says what is wrong with it and with which field.</summary>
    public static (SandboxChatRequest? Request, string? Error, string? Field) Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return (null, "The body has to be a JSON object.", null);
        if (!root.TryGetProperty("model", out var model) || model.ValueKind != JsonValueKind.String)
            return (null, "you must provide a model parameter", "model");
        if (!root.TryGetProperty("messages", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
            return (null, "Missing required parameter: 'messages'.", "messages");
        List<ChatMessage> messages = [];
        foreach (var element in list.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("role", out var role) || role.ValueKind != JsonValueKind.String)
                return (null, "Missing required parameter: 'messages[].role'.", "messages");
            messages.Add(new ChatMessage(role.GetString()!, ContentOf(element)));
        }

        if (!TryLimit(root, out var limit))
            return (null, "The output limit has to be a whole number of at least 1.", "max_tokens");
        return (new SandboxChatRequest(model.GetString()!, messages, IsTrue(root, "stream"), root.TryGetProperty("stream_options", out var options) && IsTrue(options, "include_usage"), limit, IsTrue(root, "logprobs"), WantsJsonOf(root)), null, null);
    }

    private static bool TryLimit(JsonElement root, out int? limit)
    {
        limit = null;
        foreach (var name in new[] { "max_tokens", "max_completion_tokens" })
        {
            if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
                continue;
            if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var number) || number < 1)
                return false;
            limit = number;
        }

        return true;
    }

    private static string ContentOf(JsonElement message)
    {
        if (!message.TryGetProperty("content", out var content))
            return string.Empty;
        return content.ValueKind switch
        {
            JsonValueKind.String => content.GetString()!,
            JsonValueKind.Array => string.Join('\n', content.EnumerateArray()
                .Where(part => part.ValueKind == JsonValueKind.Object && part.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String)
                .Select(part => part.GetProperty("text").GetString())),
            _ => string.Empty,
        };
    }

    private static bool WantsJsonOf(JsonElement root) =>
        root.TryGetProperty("response_format", out var format) && format.ValueKind == JsonValueKind.Object
        && format.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "json_object";

    private static bool IsTrue(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
