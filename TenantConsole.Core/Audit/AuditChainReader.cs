using System.Globalization;
using System.Text.Json;

namespace TenantConsole.Core.Audit;

/// <summary>
/// Follows one chain, entry by entry, and keeps only where it ended. What stands beside a payload, in a table or a file, must agree with it: the payload is what was hashed.
/// </summary>
internal sealed class AuditChainReader
{
    private AuditLink? _last;

    public long LastSeq => _last?.Seq ?? 0;

    public byte[] LastHash => _last?.Hash ?? AuditHash.Genesis;

    /// <summary>Takes the next entry. Null: it is in its place and whole.</summary>
    /// <param name="action">The column of that name, where there is one.</param>
    /// <param name="occurredUtc">The column of that name, where there is one.</param>
    public AuditVerification.Broken? Next(AuditLink link, string? action = null, DateTime? occurredUtc = null)
    {
        var expected = LastSeq + 1;
        if (link.Seq != expected)
        {
            return new(expected, link.Seq > expected ? $"it is missing; entry {Text(link.Seq)} follows" : $"an entry with the number {Text(link.Seq)} stands in its place");
        }

        var what =
            _last is not null && link.OrganizationId != _last.OrganizationId ? $"it belongs to organization {link.OrganizationId}, the entries before it to {_last.OrganizationId}"
            : !link.PreviousHash.AsSpan().SequenceEqual(LastHash) ? "it does not follow the entry before it: its previous hash is another"
            : !link.Hash.AsSpan().SequenceEqual(AuditHash.Of(link.PreviousHash, link.Payload)) ? "its payload is not what was hashed"
            : Disagreement(link, action, occurredUtc);
        if (what is not null)
        {
            return new(expected, what);
        }

        _last = link;
        return null;
    }

    private static string? Disagreement(AuditLink link, string? action, DateTime? occurredUtc)
    {
        try
        {
            using var json = JsonDocument.Parse(link.Payload);
            var payload = json.RootElement;

            // PostgreSQL keeps microseconds of a time.
            return payload.GetProperty("organization").GetGuid() != link.OrganizationId.Value ? "its organization is not the one in its payload"
                : payload.GetProperty("seq").GetInt64() != link.Seq ? "its number is not the one in its payload"
                : action is not null && payload.GetProperty("action").GetString() != action ? "its action is not the one in its payload"
                : occurredUtc is { } occurred && (TimeOf(payload) - occurred).Duration() >= TimeSpan.FromMicroseconds(1) ? "its time is not the one in its payload"
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return "its payload is not one that the console writes";
        }
    }

    private static DateTime TimeOf(JsonElement payload) => DateTime.ParseExact(
        payload.GetProperty("at").GetString()!, "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
