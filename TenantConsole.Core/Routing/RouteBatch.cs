using System.Text.Encodings.Web;
using System.Text.Json;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Routing;

/// <summary>
/// Routes a file of questions without calling anyone: JSON lines <c>{id, prompt, job_role?, conversation_length?}</c> in,
/// <c>{id, complexity, model, model_class, confidence, strong_probability, reason}</c> out, in the same order. Other fields are read over, empty lines too.
/// </summary>
public static class RouteBatch
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Writes each line as soon as it is decided, in bounded memory. On bad input what was written so far is worthless: give it a temporary file, and let the
    /// file take the
    /// result's name when this has returned.
    /// </summary>
    /// <returns>How many questions were routed.</returns>
    /// <exception cref="InvalidInputException">A line is not what it should be; the message begins with its number.</exception>
    public static int Run(TextReader input, TextWriter output, RoutingPolicy policy, ModelCatalog catalog, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var count = 0;
        using var buffer = new MemoryStream();
        using var writer = new Utf8JsonWriter(buffer, Compact);
        for (var number = 1; input.ReadLine() is { } line; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (string.IsNullOrWhiteSpace(line))
                continue;

            using var document = Parse(line, number);
            var question = document.RootElement;
            var decision = Decide(Request(question, number), number, policy, catalog, nowUtc);
            buffer.SetLength(0);
            writer.Reset();
            Write(writer, question.GetProperty("id"), decision);
            writer.Flush();
            output.Write(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
            output.Write('\n');
            count++;
        }

        return count;
    }

    private static JsonDocument Parse(string line, int number)
    {
        try
        {
            // A file may begin with a byte order mark.
            return JsonDocument.Parse(number == 1 ? line.AsMemory().TrimStart('\uFEFF') : line.AsMemory());
        }
        catch (JsonException fault)
        {
            throw Bad(number, $"not valid JSON: {fault.Message}");
        }
    }

    private static RoutingRequest Request(JsonElement question, int number)
    {
        if (question.ValueKind != JsonValueKind.Object)
            throw Bad(number, "a JSON object with 'id' and 'prompt' is wanted");

        if (!question.TryGetProperty("id", out var id) || id.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
            throw Bad(number, "'id' is missing or neither text nor a number");

        if (!question.TryGetProperty("prompt", out var prompt) || prompt.ValueKind != JsonValueKind.String)
            throw Bad(number, "'prompt' is missing or not text");

        return new(TextOf(prompt, "prompt", number)!, JobRole(question, number), Turns(question, number));
    }

    private static string? JobRole(JsonElement question, int number)
    {
        if (!question.TryGetProperty("job_role", out var role) || role.ValueKind == JsonValueKind.Null)
            return null;

        return role.ValueKind == JsonValueKind.String ? TextOf(role, "job_role", number) : throw Bad(number, "'job_role' is not text");
    }

    private static int Turns(JsonElement question, int number)
    {
        if (!question.TryGetProperty("conversation_length", out var turns) || turns.ValueKind == JsonValueKind.Null)
            return 1;

        return turns.ValueKind == JsonValueKind.Number && turns.TryGetInt32(out var value) && value >= 0
            ? value
            : throw Bad(number, "'conversation_length' is not a whole number from 0 on");
    }

    private static string? TextOf(JsonElement element, string field, int number)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            throw Bad(number, $"'{field}' has half a surrogate pair");
        }
    }

    private static RoutingDecision Decide(RoutingRequest request, int number, RoutingPolicy policy, ModelCatalog catalog, DateTime nowUtc)
    {
        try
        {
            return Router.Decide(request, policy, catalog, nowUtc);
        }
        catch (InvalidInputException fault)
        {
            throw Bad(number, fault.Message);
        }
    }

    private static void Write(Utf8JsonWriter writer, JsonElement id, RoutingDecision decision)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("id");
        id.WriteTo(writer);
        writer.WriteString("complexity", decision.Complexity.ToName());
        writer.WriteString("model", decision.ModelId);
        writer.WriteString("model_class", decision.ModelClass.ToName());
        writer.WriteNumber("confidence", decision.Confidence);
        writer.WriteNumber("strong_probability", decision.StrongProbability);
        writer.WriteString("reason", decision.Reason);
        writer.WriteEndObject();
    }

    private static InvalidInputException Bad(int line, string what) => new(string.Create(null, $"Line {line}: {what}."), $"line {line}");
}
