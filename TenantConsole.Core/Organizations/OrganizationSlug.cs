using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Organizations;

/// <summary>The rule for an organization's name in addresses: lower-case letters, digits and single hyphens inside, 2 to 63 characters, as a DNS label.</summary>
public static partial class OrganizationSlug
{
    public const int MaxLength = 63;

    /// <summary>Words that stand in the place of a slug in the console's own addresses.</summary>
    private static readonly FrozenSet<string> Reserved = ["new", "import"];

    /// <exception cref="InvalidInputException">The text is no slug.</exception>
    public static string Parse(string text) => Fault(text) is { } fault ? throw new InvalidInputException(fault, "slug") : text;

    /// <summary>Why a text is no slug, for the person who typed it; null where it is one.</summary>
    public static string? Fault(string text) =>
        !Pattern().IsMatch(text) ? "A slug has 2 to 63 characters: lower-case letters and digits, with single hyphens between them."
        : Reserved.Contains(text) ? $"The slug '{text}' is kept for the console's own addresses; choose another."
        : null;

    /// <summary>A slug made from a name, accents dropped; empty where nothing of the name is left.</summary>
    public static string Suggest(string name)
    {
        var slug = new StringBuilder(name.Length);
        foreach (var letter in name.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                slug.Append(char.ToLowerInvariant(letter));
            }
            else if (slug.Length > 0 && slug[^1] != '-' && CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && letter is not ('\'' or '’' or '.'))
            {
                slug.Append('-');
            }
        }

        slug.Length = Math.Min(slug.Length, MaxLength);
        return slug.ToString().TrimEnd('-');
    }

    [GeneratedRegex(@"\A(?=.{2,63}\z)[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
