using System.Text.Json;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Routing.Learning;

namespace TenantConsole.Core.Routing;

/// <summary>
/// Routes a file of questions without calling anyone: JSON lines <c>{id, prompt, job_role?, conversation_length?}</c> in,
/// <c>{id, complexity, model, model_class, confidence, strong_probability, reason}</c> out (<see cref="JsonLines"/>). Other fields are read over; a job role that the policy does not know counts as none, as it does at the gateway.
/// </summary>
public static class RouteBatch
{
    /// <param name="calibration">What the organization's own outcomes taught; null: nothing.</param>
    /// <returns>How many questions were routed.</returns>
    /// <exception cref="InvalidInputException">A line is not what it should be; the message begins with its number.</exception>
    public static int Run(TextReader input, TextWriter output, RoutingPolicy policy, OutcomeCalibration? calibration, ModelCatalog catalog, DateTime nowUtc, CancellationToken cancellationToken) =>
        JsonLines.Transform(input, output, (line, writer) => Write(writer, line.Id, Decide(line, policy, calibration, catalog, nowUtc)), cancellationToken);

    private static RoutingDecision Decide(JsonLine line, RoutingPolicy policy, OutcomeCalibration? calibration, ModelCatalog catalog, DateTime nowUtc)
    {
        var request = new RoutingRequest(line.Text("prompt"), line.OptionalText("job_role"), line.OptionalCount("conversation_length") ?? 1, Calibration: calibration);
        try
        {
            return Router.Decide(request, policy, catalog, nowUtc);
        }
        catch (InvalidInputException fault)
        {
            throw line.Bad(fault.Message);
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
}
