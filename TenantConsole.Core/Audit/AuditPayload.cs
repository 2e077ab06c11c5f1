using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Audit;

/// <summary>Writes an entry's payload: one JSON object with its fields always in the same order. What is hashed is the text itself, so nothing needs to be parsed to verify it.</summary>
internal static class AuditPayload
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(OrganizationId? organizationId, long seq, DateTime occurredUtc, string actor, AuditEvent auditEvent)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("v", 1);
            if (organizationId is { } organization)
            {
                json.WriteString("organization", organization.Value);
            }

            json.WriteNumber("seq", seq);
            json.WriteString("at", occurredUtc.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("action", auditEvent.Action);
            json.WriteString("actor", actor);
            json.WriteString("subject", auditEvent.Subject);
            if (auditEvent.RequestId is not null)
            {
                json.WriteString("request", auditEvent.RequestId);
            }

            if (auditEvent.Details is not null)
            {
                json.WritePropertyName("details");
                JsonSerializer.Serialize(json, auditEvent.Details, JsonSerializerOptions.Default);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
