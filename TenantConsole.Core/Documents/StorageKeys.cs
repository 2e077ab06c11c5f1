using System.Security.Cryptography;

namespace TenantConsole.Core.Documents;

/// <summary>The keys of a <see cref="IDocumentStore"/>: 32 lower-case hexadecimal digits, random, so that no name that anybody gave comes near a path.</summary>
public static class StorageKeys
{
    private const int Length = 32;

    public static string New() => RandomNumberGenerator.GetHexString(Length, lowercase: true);

    public static bool IsKey(string text) => text.Length == Length && text.All(digit => char.IsAsciiDigit(digit) || char.IsAsciiHexDigitLower(digit));
}
