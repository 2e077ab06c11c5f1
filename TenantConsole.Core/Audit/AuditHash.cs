using System.Security.Cryptography;
using System.Text;

namespace TenantConsole.Core.Audit;

/// <summary>
/// The hash that ties an entry to the one before it: SHA-256 over the previous hash (32 bytes) and the payload's UTF-8 bytes as stored.
/// Number, organization and time are in the payload, so moving or renumbering an entry breaks it.
/// </summary>
public static class AuditHash
{
    public const int Length = SHA256.HashSizeInBytes;

    /// <summary>What the first entry of a chain follows.</summary>
    public static readonly byte[] Genesis = new byte[Length];

    public static byte[] Of(byte[] previousHash, string payload)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previousHash);
        hash.AppendData(Encoding.UTF8.GetBytes(payload));
        return hash.GetHashAndReset();
    }
}
