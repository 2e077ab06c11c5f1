using System.Text;
using System.Text.Json;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Completions.Providers;

/// <summary>One answer as it comes together, from chunks or as a whole: both ways end in the same.</summary>
/// <param name="bound">What usage is thought possible; null: unknown.</param>
internal sealed class ChatAnswer(TokenBound? bound)
{
    private const int MostChoices = 128;

    private readonly SortedDictionary<int, Choice> _choices = [];
    private readonly StringBuilder _reasoning = new();
    private ReadOnlyMemory<byte> _lastContent;
    private double _logProbabilities;
    private int _logProbabilityTokens;

    public string Text => _choices.TryGetValue(0, out var first) ? first.Text.ToString() : string.Empty;

    public string? FinishReason => _choices.TryGetValue(0, out var first) ? first.FinishReason : null;

    public string? Model { get; private set; }

    /// <summary>What the provider said last and can be believed; null: nothing.</summary>
    public TokenUsage? Usage { get; private set; }

    /// <summary>Content came after <see cref="Usage"/>, so it is not the whole unless the answer ended properly.</summary>
    public bool ContentSinceUsage { get; private set; }

    public ProviderNotes Notes { get; private set; }

    public UpstreamError? Error { get; private set; }

    public double? MeanLogProbability => _logProbabilityTokens == 0 ? null : _logProbabilities / _logProbabilityTokens;

    public IReadOnlyList<ProviderToolCall> ToolCalls => _choices.TryGetValue(0, out var first) ? [.. first.ToolCalls.Values.Select(call => call.ToCall())] : [];

    /// <summary>A chunk of a stream.</summary>
    public ChatPiece AddChunk(ReadOnlyMemory<byte> json)
    {
        var piece = Add(json, "delta");
        if (piece.HasContent)
        {
            if (_lastContent.Span.SequenceEqual(json.Span))
                Notes |= ProviderNotes.RepeatedChunk;
            _lastContent = json;
        }

        return piece;
    }

    /// <summary>A whole answer.</summary>
    public ChatPiece AddWhole(ReadOnlyMemory<byte> json) => Add(json, "message");

    /// <summary>Whether the answer, whose end has come, is one: every choice has said why it ended, and there is something in it or a reason why not.</summary>
    public ProviderFault FaultAtEnd()
    {
        var hasContent = _choices.Values.Any(choice => choice.HasContent);
        if (_choices.Count == 0 || (!hasContent && _choices.Values.All(choice => choice.FinishReason is not ("length" or "content_filter"))))
            return ProviderFault.EmptyAnswer;
        if (_choices.Values.Any(choice => choice.FinishReason is null))
            return ProviderFault.EndedEarly;
        if (FinishReason is not (null or "stop" or "length" or "content_filter" or "tool_calls" or "function_call"))
            Notes |= ProviderNotes.UnknownFinishReason;
        if (ToolCalls.Any(call => !call.ArgumentsAreJson))
            Notes |= ProviderNotes.BrokenToolCall;
        return ProviderFault.None;
    }

    /// <summary>Output tokens counted here, of everything that came.</summary>
    public TokenUsage EstimateOutput() => new(
        0,
        0,
        _choices.Values.Sum(choice => (long)TokenCounter.Count(choice.Text.ToString()) + choice.ToolCalls.Values.Sum(call => TokenCounter.Count($"{call.Name} {call.Arguments}"))),
        TokenCounter.Count(_reasoning.ToString()));

    private ChatPiece Add(ReadOnlyMemory<byte> json, string part)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Add(document.RootElement, part);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string with half of a surrogate pair.
            return ChatPiece.Broken(ProviderFault.MalformedAnswer, exception.Message);
        }
    }

    private ChatPiece Add(JsonElement root, string part)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return ChatPiece.Broken(ProviderFault.MalformedAnswer, $"A JSON {root.ValueKind} where an object belongs.");
        if (UpstreamError.From(root) is { } error)
        {
            Error = error;
            return ChatPiece.Broken(error.FaultOfCode() ?? ProviderFault.ErrorInAnswer, error.ToString());
        }

        if (root.TryGetProperty("model", out var model) && model.ValueKind == JsonValueKind.String && model.GetString() is { Length: > 0 } name)
            Model = name;
        var text = string.Empty;
        var hasContent = false;
        if (root.TryGetProperty("choices", out var choices) && choices.ValueKind != JsonValueKind.Null)
        {
            if (choices.ValueKind != JsonValueKind.Array)
                return ChatPiece.Broken(ProviderFault.MalformedAnswer, "choices is not a list.");
            foreach (var element in choices.EnumerateArray())
            {
                if (ChoiceOf(element) is not { } choice)
                    return ChatPiece.Broken(ProviderFault.MalformedAnswer, "A choice without a usable index.");
                var (added, isContent) = AddTo(choice, element, part);
                hasContent |= isContent;
                if (choice == _choices.GetValueOrDefault(0))
                    text += added;
            }
        }

        ContentSinceUsage |= hasContent;
        if (root.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object)
            TakeUsage(usage);
        return new ChatPiece(ProviderFault.None, text, hasContent, null);
    }

    private Choice? ChoiceOf(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return null;
        var index = 0;
        if (element.TryGetProperty("index", out var number) && (number.ValueKind != JsonValueKind.Number || !number.TryGetInt32(out index) || index is < 0 or >= MostChoices))
            return null;
        if (!_choices.TryGetValue(index, out var choice))
            _choices.Add(index, choice = new Choice());
        return choice;
    }

    private (string Text, bool IsContent) AddTo(Choice choice, JsonElement element, string part)
    {
        if (element.TryGetProperty("finish_reason", out var finish) && finish.ValueKind == JsonValueKind.String && finish.GetString() is { Length: > 0 } reason)
            choice.FinishReason = reason;
        if (element.TryGetProperty("logprobs", out var logProbabilities))
            AddLogProbabilities(logProbabilities);
        if (!element.TryGetProperty(part, out var message) || message.ValueKind != JsonValueKind.Object)
            return (string.Empty, false);

        var text = TextOf(message, "content");
        if (TextOf(message, "refusal") is { Length: > 0 } refusal)
        {
            text += refusal;
            Notes |= ProviderNotes.ModelDeclined;
        }

        choice.Text.Append(text);
        var reasoning = TextOf(message, "reasoning_content") is { Length: > 0 } thought ? thought : TextOf(message, "reasoning");
        _reasoning.Append(reasoning);
        var hasTool = AddToolCalls(choice, message) | (message.TryGetProperty("function_call", out var function) && function.ValueKind == JsonValueKind.Object);
        choice.HasContent |= text.Length > 0 || hasTool;
        return (text, text.Length > 0 || hasTool || reasoning.Length > 0);
    }

    // A string, or a list of parts of which those with text count.
    private static string TextOf(JsonElement message, string name)
    {
        if (!message.TryGetProperty(name, out var content))
            return string.Empty;
        return content.ValueKind switch
        {
            JsonValueKind.String => content.GetString()!,
            JsonValueKind.Array => string.Concat(content.EnumerateArray()
                .Where(part => part.ValueKind == JsonValueKind.Object)
                .Select(part => part.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null)),
            _ => string.Empty,
        };
    }

    private static bool AddToolCalls(Choice choice, JsonElement message)
    {
        if (!message.TryGetProperty("tool_calls", out var calls) || calls.ValueKind != JsonValueKind.Array || calls.GetArrayLength() == 0)
            return false;
        foreach (var element in calls.EnumerateArray().Where(call => call.ValueKind == JsonValueKind.Object))
        {
            var index = element.TryGetProperty("index", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var given) ? given : choice.ToolCalls.Count;
            if (!choice.ToolCalls.TryGetValue(index, out var call))
                choice.ToolCalls.Add(index, call = new ToolCall());
            call.Id += TextOf(element, "id");
            if (element.TryGetProperty("function", out var function) && function.ValueKind == JsonValueKind.Object)
            {
                call.Name += TextOf(function, "name");
                call.Arguments.Append(TextOf(function, "arguments"));
            }
        }

        return true;
    }

    private void AddLogProbabilities(JsonElement logProbabilities)
    {
        if (logProbabilities.ValueKind != JsonValueKind.Object || !logProbabilities.TryGetProperty("content", out var tokens) || tokens.ValueKind != JsonValueKind.Array)
            return;
        foreach (var token in tokens.EnumerateArray())
        {
            if (token.ValueKind != JsonValueKind.Object || !token.TryGetProperty("logprob", out var value) || value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var number))
                continue;
            _logProbabilities += Math.Min(0, number);
            _logProbabilityTokens++;
        }
    }

    private void TakeUsage(JsonElement usage)
    {
        if (Usage is not null)
            Notes |= ProviderNotes.UsageTwice;
        Usage = WireUsage.Read(usage, bound);
        ContentSinceUsage = false;
        if (Usage is null)
            Notes |= ProviderNotes.UsageRejected;
        else if (bound is not null && WireUsage.IsAbove(Usage, bound))
            Notes |= ProviderNotes.UsageAboveBound;
    }

    private sealed class Choice
    {
        public StringBuilder Text { get; } = new();

        public SortedDictionary<int, ToolCall> ToolCalls { get; } = [];

        public string? FinishReason { get; set; }

        public bool HasContent { get; set; }
    }

    private sealed class ToolCall
    {
        public StringBuilder Arguments { get; } = new();

        public string Id { get; set; } = string.Empty;

        public string Name { get; set; } = string.Empty;

        public ProviderToolCall ToCall() => new(Id, Name, Arguments.ToString(), IsJson(Arguments.ToString()));

        // No arguments at all is how several servers write "no parameters".
        private static bool IsJson(string text)
        {
            if (text.Length == 0)
                return true;
            try
            {
                using var document = JsonDocument.Parse(text);
                return document.RootElement.ValueKind == JsonValueKind.Object;
            }
            catch (JsonException)
            {
                return false;
            }
        }
    }
}
