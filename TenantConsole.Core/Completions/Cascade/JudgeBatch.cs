using System.Text.Json;
using TenantConsole.Core.Common;
using TenantConsole.Core.Routing;

namespace TenantConsole.Core.Completions.Cascade;

/// <summary>
/// Judges a file of answers without calling anyone: JSON lines <c>{id, prompt, response}</c> in, <c>{id, upgrade, quality, triggers}</c> out (<see cref="JsonLines"/>).
/// </summary>
public static class JudgeBatch
{
    /// <returns>How many answers were judged.</returns>
    /// <exception cref="InvalidInputException">A line is not what it should be; the message begins with its number.</exception>
    public static int Run(TextReader input, TextWriter output, CascadePolicy policy, CancellationToken cancellationToken) =>
        JsonLines.Transform(input, output, (line, writer) => Write(writer, line.Id, AnswerJudge.Judge(line.Text("prompt"), line.Text("response"), policy)), cancellationToken);

    private static void Write(Utf8JsonWriter writer, JsonElement id, JudgeVerdict verdict)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("id");
        id.WriteTo(writer);
        writer.WriteBoolean("upgrade", verdict.Upgrade);
        writer.WriteNumber("quality", verdict.Quality);
        writer.WriteStartArray("triggers");
        foreach (var trigger in verdict.Triggers)
        {
            writer.WriteStringValue(trigger.ToName());
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
