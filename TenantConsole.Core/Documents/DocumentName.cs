using System.Globalization;
using System.Text;

namespace TenantConsole.Core.Documents;

/// <summary>Makes a document's name of what a browser or a program says the file is called. Folders, control characters and marks that turn the direction of writing are left out.</summary>
public static class DocumentName
{
    public const int MaxLength = 200;

    private const string Nameless = "document";
    private const int LongestEnding = 16;

    public static string Clean(string? name)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var kept = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes())
        {
            // A lone half of a surrogate pair comes as the replacement character.
            if (Rune.IsWhiteSpace(rune))
            {
                kept.Append(' ');
            }
            else if (!IsUnwanted(rune))
            {
                kept.Append(rune);
            }
        }

        var words = kept.ToString().Normalize(NormalizationForm.FormC).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var clean = string.Join(' ', words).TrimEnd('.', ' ');
        return clean.Trim('.', ' ').Length == 0 ? Nameless : Shortened(clean);
    }

    private static bool IsUnwanted(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        || rune.Value is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFEFF or 0xFFFD;

    /// <summary>Cut in the middle, so that the ending stays.</summary>
    private static string Shortened(string name)
    {
        if (name.Length <= MaxLength)
        {
            return name;
        }

        var ending = Path.GetExtension(name) is { Length: <= LongestEnding } brief ? brief : "";
        var stem = name[..(MaxLength - ending.Length - 1)];
        return (char.IsHighSurrogate(stem[^1]) ? stem[..^1] : stem).TrimEnd() + "…" + ending;
    }
}
