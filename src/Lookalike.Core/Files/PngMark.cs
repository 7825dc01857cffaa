namespace Lookalike.Core.Files;

/// <summary>
/// What tells the PNG files that this program draws from all others: a text chunk (PNG specification 11.3.4.3, keyword Software) right behind the header, at a
/// place that is known before a byte is read. A program that saves the picture again does not keep it there.
/// </summary>
internal static class PngMark
{
    /// <summary>The signature and the header chunk, which every PNG file begins with.</summary>
    private const int HeaderLength = 8 + 25;

    /// <summary>Length, type, keyword, text, checksum.</summary>
    private static readonly byte[] Chunk = [0, 0, 0, 25, .. "tEXtSoftware\0Lookalike result"u8, 0x12, 0xF0, 0xA7, 0x9C];

    /// <summary>The first bytes of a file that are enough to tell.</summary>
    public static int Length => HeaderLength + Chunk.Length;

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Marks a picture.</summary>
    /// <param name="png">A whole PNG file.</param>
    /// <returns>The same with the mark.</returns>
    public static byte[] Put(ReadOnlySpan<byte> png) => [.. png[..HeaderLength], .. Chunk, .. png[HeaderLength..]];

    /// <summary>Whether a file begins with the mark.</summary>
    /// <param name="start">Its first <see cref="Length"/> bytes, or more.</param>
    public static bool IsIn(ReadOnlySpan<byte> start) => start.Length >= Length && start.StartsWith(Signature) && start[HeaderLength..].StartsWith(Chunk);
}
