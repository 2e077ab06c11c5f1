using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace TenantConsole.Core.Security;

/// <summary>The secret in a link that was sent to somebody: 256 random bits, of which only the hash is kept.</summary>
public static class LinkSecret
{
    /// <summary>A new secret, as it stands in the link.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256 of the secret; enough for a secret that nobody can guess.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
