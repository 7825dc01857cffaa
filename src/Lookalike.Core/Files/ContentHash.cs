using System.Security.Cryptography;

namespace Lookalike.Core.Files;

/// <summary>
/// What tells one content from another: the first 128 bits of its SHA-256, in lower-case hexadecimal.
/// </summary>
internal static class ContentHash
{
    /// <summary>Enough that two different contents never have the same: 128 bits.</summary>
    private const int Bytes = 16;

    /// <summary>The length of a hash as text.</summary>
    public const int Digits = 2 * Bytes;

    public static string Of(ReadOnlySpan<byte> content) => Text(SHA256.HashData(content));

    /// <summary>Of a stream's next bytes, at most so many: a file may grow while it is read, and some never end.</summary>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static string Of(Stream content, long maximum)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 16];
        for (int read = 1; maximum > 0 && read > 0; maximum -= read)
        {
            read = content.Read(buffer, 0, (int)Math.Min(buffer.Length, maximum));
            hash.AppendData(buffer, 0, read);
        }

        return Text(hash.GetHashAndReset());
    }

    private static string Text(byte[] hash) => Convert.ToHexStringLower(hash.AsSpan(0, Bytes));
}
