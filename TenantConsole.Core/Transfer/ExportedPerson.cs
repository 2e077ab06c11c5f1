using System.Text.Json;
using System.Text.Json.Serialization;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Transfer;

/// <summary>A member as a person: people are the platform's, and rows name them by id only. One line of <see cref="FileName"/>.</summary>
internal sealed record ExportedPerson([property: JsonRequired] Guid Id, [property: JsonRequired] string Email, [property: JsonRequired] string DisplayName)
{
    public const string FileName = "people.jsonl";

    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [JsonIgnore]
    public UserId UserId => Common.UserId.From(Id);
}
