using System.Text.RegularExpressions;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Organizations;

/// <summary>The rule for an organization's name in addresses: lower-case letters, digits and single hyphens inside, 2 to 63 characters, as a DNS label.</summary>
public static partial class OrganizationSlug
{
    public const int MaxLength = 63;

    /// <exception cref="InvalidInputException">The text is no slug.</exception>
    public static string Parse(string text) => Pattern().IsMatch(text)
        ? text
        : throw new InvalidInputException("A slug has 2 to 63 characters: lower-case letters and digits, with single hyphens between them.", "slug");

    [GeneratedRegex(@"\A(?=.{2,63}\z)[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
