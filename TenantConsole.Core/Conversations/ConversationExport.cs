using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;

namespace TenantConsole.Core.Conversations;

/// <summary>
/// A conversation as a file, written as it is read, a stretch at a time: for people as Markdown, for programs as JSON. It has what the actor may read and nothing more; times are
/// the organization's in the one and UTC in the other, costs exact.
/// </summary>
public sealed class ConversationExport(ConversationReader reader)
{
    private const int Stretch = 50;

    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="AccessDeniedException">There is no such conversation, or the actor may not read it.</exception>
    public async Task WriteMarkdownAsync(Actor actor, Organization organization, ConversationHead head, Stream file, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        var zone = LocalCalendar.Zone(organization.TimeZone);
        await writer.WriteAsync($"# {head.Title}\n\n{organization.Name}, {head.Source.ToString().ToLowerInvariant()}, begun {Moment(head.CreatedUtc, zone)} by {head.CreatedByName ?? "a program"}. Times in {organization.TimeZone}.\n");
        await foreach (var turn in TurnsAsync(actor, organization.Id, head, cancellationToken))
        {
            await writer.WriteAsync($"\n## {turn.Turn}. {turn.AskedByName ?? "A program"}, {Moment(turn.AskedUtc, zone)}\n\n{turn.Question ?? "*The text has expired.*"}\n");
            if (turn.Standing == TurnStanding.Answered)
            {
                await writer.WriteAsync($"\n### Answer{(turn.Figures is { } figures ? $" of {figures.ModelId}" : "")}\n\n{turn.Answer ?? "*The text has expired.*"}\n");
            }

            if (turn.Notice is { } notice)
            {
                await writer.WriteAsync($"\n> {notice}\n");
            }

            if (Facts(turn) is { Length: > 0 } facts)
            {
                await writer.WriteAsync($"\n{facts}\n");
            }
        }
    }

    /// <exception cref="AccessDeniedException">There is no such conversation, or the actor may not read it.</exception>
    public async Task WriteJsonAsync(Actor actor, Organization organization, ConversationHead head, Stream file, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(file, Indented);
        json.WriteStartObject();
        json.WriteString("id", head.Id.Value);
        json.WriteString("organization", organization.Slug);
        json.WriteString("title", head.Title);
        json.WriteString("source", head.Source.ToString().ToLowerInvariant());
        json.WriteString("created_utc", head.CreatedUtc);
        json.WriteStartArray("turns");
        await foreach (var turn in TurnsAsync(actor, organization.Id, head, cancellationToken))
        {
            Write(json, turn);
            await json.FlushAsync(cancellationToken);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ConversationTurn turn)
    {
        json.WriteStartObject();
        json.WriteNumber("turn", turn.Turn);
        json.WriteString("request_id", turn.RequestId);
        json.WriteString("asked_utc", turn.AskedUtc);
        json.WriteString("asked_by", turn.AskedByName);
        json.WriteString("job_role", turn.JobRole);
        json.WriteNumber("left_out_turns", turn.LeftOutTurns);
        json.WriteString("state", turn.Standing.ToString().ToLowerInvariant());
        json.WriteString("question", turn.Question);
        json.WriteString("answer", turn.Answer);
        json.WriteString("notice", turn.Notice);
        if (turn.Figures is { } figures)
        {
            json.WriteString("model", figures.ModelId);
            json.WriteString("outcome", figures.Outcome.ToString().ToLowerInvariant());
            json.WriteNumber("input_tokens", figures.Tokens.InputTokens);
            json.WriteNumber("cached_input_tokens", figures.Tokens.CachedInputTokens);
            json.WriteNumber("output_tokens", figures.Tokens.OutputTokens);
            json.WriteNumber("reasoning_tokens", figures.Tokens.ReasoningTokens);
            json.WriteNumber("attempts", figures.Attempts.Count);
            json.WriteNumber("response_ms", figures.ResponseMs);
            if (figures.CostPicoUsd is { } cost)
            {
                json.WriteNumber("cost_pico_usd", cost);
            }
        }

        if (turn.Decision is { } decision)
        {
            json.WriteString("complexity", decision.Complexity.ToString().ToLowerInvariant());
            json.WriteNumber("confidence", decision.Confidence);
            json.WriteString("reason", decision.Reason);
        }

        json.WriteEndObject();
    }

    private static string Facts(ConversationTurn turn)
    {
        var facts = new List<string>();
        if (turn.Decision is { } decision)
        {
            facts.Add($"{decision.Complexity}: {decision.Reason}");
        }

        if (turn.Figures is { } figures)
        {
            facts.Add(string.Create(CultureInfo.InvariantCulture, $"{figures.Tokens.TotalTokens:N0} tokens, {figures.ResponseMs / 1000m:0.0} s"));
            if (figures.CostPicoUsd is { } cost)
            {
                facts.Add("$" + PicoUsd.ToUsd(cost).ToString("0.############", CultureInfo.InvariantCulture));
            }
        }

        return facts.Count == 0 ? "" : $"*{string.Join(" · ", facts)}*";
    }

    private async IAsyncEnumerable<ConversationTurn> TurnsAsync(
        Actor actor, OrganizationId organizationId, ConversationHead head, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Stretches are read from their ends, so the first is the one that ends below its size.
        for (var end = Stretch + 1; ; end += Stretch)
        {
            var stretch = await reader.ListTurnsAsync(actor, organizationId, head.Id, end, Stretch, cancellationToken);
            foreach (var turn in stretch.Turns.Where(turn => turn.Turn >= end - Stretch))
            {
                yield return turn;
            }

            if (end > head.LastTurn)
            {
                yield break;
            }
        }
    }

    private static string Moment(DateTime utc, TimeZoneInfo zone) => TimeZoneInfo.ConvertTimeFromUtc(utc, zone).ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);
}
