using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Audit;

/// <summary>
/// One entry as it travels outside the database: a line of JSON with <c>organization_id</c>, <c>seq</c>, <c>previous_hash</c> and <c>hash</c> (hexadecimal) and <c>payload</c>
/// (a string, exactly as it was hashed). Enough to verify a chain without the console.
/// </summary>
public sealed record AuditLink(OrganizationId OrganizationId, long Seq, byte[] PreviousHash, byte[] Hash, string Payload)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static AuditLink Of(AuditEntry entry) => new(entry.OrganizationId, entry.Seq, entry.PreviousHash, entry.Hash, entry.Payload);

    /// <summary>Reads a line that <see cref="WriteLine"/> wrote.</summary>
    /// <exception cref="FormatException">The line is no entry.</exception>
    public static AuditLink Parse(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var entry = json.RootElement;
            return new(
                OrganizationId.From(entry.GetProperty("organization_id").GetGuid()),
                entry.GetProperty("seq").GetInt64(),
                Convert.FromHexString(entry.GetProperty("previous_hash").GetString() ?? ""),
                Convert.FromHexString(entry.GetProperty("hash").GetString() ?? ""),
                entry.GetProperty("payload").GetString() ?? throw new FormatException("The payload is null."));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException("The line is not an audit entry.", exception);
        }
    }

    /// <summary>Writes the entry and a line feed, in UTF-8.</summary>
    public void WriteLine(IBufferWriter<byte> output)
    {
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteString("organization_id", OrganizationId.Value);
            json.WriteNumber("seq", Seq);
            json.WriteString("previous_hash", Convert.ToHexStringLower(PreviousHash));
            json.WriteString("hash", Convert.ToHexStringLower(Hash));
            json.WriteString("payload", Payload);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }
}
