using System.Security.Cryptography;

namespace Lookalike;

/// <summary>What tells one content from another: the first 128 bits of its SHA-256, in lower-case hexadecimal. Compiled into each project that compares contents.</summary>
internal static class ContentHash
{
    /// <summary>Enough that two different contents never have the same: 128 bits.</summary>
    private const int Bytes = 16;

    public static string Of(ReadOnlySpan<byte> content) => Text(SHA256.HashData(content));

    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static string Of(Stream content) => Text(SHA256.HashData(content));

    private static string Text(byte[] hash) => Convert.ToHexStringLower(hash.AsSpan(0, Bytes));
}
