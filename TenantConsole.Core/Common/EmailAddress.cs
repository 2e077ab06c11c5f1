using System.Text;
using System.Text.RegularExpressions;

namespace TenantConsole.Core.Common;

/// <summary>The rule for e-mail addresses: something, one @, a host name; at most 254 characters. Whether it reaches anybody is not its business.</summary>
public static partial class EmailAddress
{
    public const int MaxLength = 254;

    /// <summary>The address without surrounding space, in Unicode's composed form.</summary>
    /// <exception cref="InvalidInputException">The text is no e-mail address.</exception>
    public static string Parse(string text)
    {
        var address = text.Trim().Normalize(NormalizationForm.FormC);
        return address.Length <= MaxLength && Pattern().IsMatch(address)
            ? address
            : throw new InvalidInputException($"'{text}' is not an e-mail address.", "email");
    }

    [GeneratedRegex(
        """\A[^\s\p{C}@<>()\[\],;:\\"]{1,64}@[\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?(\.[\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?)*\z""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
