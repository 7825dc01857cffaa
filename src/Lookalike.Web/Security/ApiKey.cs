using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Lookalike.Web.Security;

/// <summary>The key of a server: 32 random bytes, of which only the hash is kept. One SHA-256 is enough for what nobody can guess.</summary>
internal static class ApiKey
{
    private const int Bytes = 32;

    /// <summary>Makes a key, as it is sent.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The hash of a key: 64 lower-case hexadecimal digits.</summary>
    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>Whether a key is the one of a hash. The time does not tell how much of it is right.</summary>
    public static bool Matches(string key, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(HashOf(key)), Encoding.ASCII.GetBytes(hash.ToLowerInvariant()));
}
