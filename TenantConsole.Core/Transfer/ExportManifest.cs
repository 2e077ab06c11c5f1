using System.Text.Encodings.Web;
using System.Text.Json;

namespace TenantConsole.Core.Transfer;

/// <summary>What an export says of itself, in its last entry. Everything in it but <see cref="ExportedUtc"/> is the same where the organization is the same.</summary>
/// <param name="Format">Always <see cref="ThisFormat"/>.</param>
/// <param name="Version">The form of the archive; a program reads the version that it writes.</param>
/// <param name="ExportedUtc">When it was made.</param>
/// <param name="Schema">The fingerprint of tables, columns and types.</param>
internal sealed record ExportManifest(
    string Format, int Version, DateTime ExportedUtc, ExportedOrganization Organization, string Schema, IReadOnlyList<LeftOut> LeftOut, IReadOnlyList<ExportedFile> Files)
{
    public const string ThisFormat = "tenantconsole-organization";
    public const int ThisVersion = 1;
    public const string FileName = "manifest.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    /// <exception cref="JsonException">It is no manifest.</exception>
    public static ExportManifest Parse(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<ExportManifest>(json, Options) ?? throw new JsonException("The manifest is empty.");
}

/// <summary>Whose export it is.</summary>
internal sealed record ExportedOrganization(Guid Id, string Slug, string Name);

/// <summary>What the organization has and the export has not, and why.</summary>
/// <param name="Column">Null: the whole table.</param>
internal sealed record LeftOut(string Table, string? Column, string Reason);

/// <summary>One file of an export.</summary>
/// <param name="Rows">Lines; null of a file that is no table.</param>
/// <param name="Bytes">Its size, unpacked.</param>
/// <param name="Sha256">Of its unpacked bytes.</param>
internal sealed record ExportedFile(string Name, long? Rows, long Bytes, string Sha256);
