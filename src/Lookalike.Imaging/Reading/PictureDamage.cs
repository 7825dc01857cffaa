using System.Buffers.Binary;
using System.Text;
using Lookalike.Imaging.Formats;

namespace Lookalike.Imaging.Reading;

/// <summary>
/// Says what is wrong with a picture that could not be decoded, from its own bytes. The decoder's own words are not used: libvips keeps them
/// in one place for the process, and they may be about the picture of another thread.
/// </summary>
internal static class PictureDamage
{
    private const string Otherwise = "its coded pixels are damaged";

    public static string Find(byte[] encoded, PictureFormat format) => format switch
    {
        PictureFormat.Jpeg when JpegEnd.IsMissing(encoded) => Cut(encoded, "its end marker"),
        PictureFormat.Png => FindInPng(encoded),
        PictureFormat.Gif when encoded[^1] != 0x3B => Cut(encoded, "its end mark"),
        PictureFormat.WebP when encoded.Length >= 8 && WebPEnd(encoded) is var length && length > encoded.Length => Short(encoded, length),
        PictureFormat.Avif when HeifEnd(encoded) is var length && length > encoded.Length => Short(encoded, length),
        PictureFormat.Tiff => "its stored pixels are damaged or missing",
        _ => Otherwise,
    };

    private static long WebPEnd(byte[] encoded) => BinaryPrimitives.ReadUInt32LittleEndian(encoded.AsSpan(4)) + 8L;

    private static string FindInPng(byte[] encoded)
    {
        long at = 8;
        while (at + 12 <= encoded.Length)
        {
            long next = at + 12 + BinaryPrimitives.ReadUInt32BigEndian(encoded.AsSpan((int)at));
            string chunk = Encoding.Latin1.GetString(encoded, (int)at + 4, 4);
            if (next > encoded.Length) return $"the file ends at byte {encoded.Length:N0}, and its chunk {Printable(chunk)} goes on to byte {next:N0}";
            if (chunk == "IEND") return Otherwise;
            at = next;
        }

        return Cut(encoded, "its last chunk, IEND");
    }

    private static long HeifEnd(byte[] encoded)
    {
        long at = 0;
        while (at + 8 <= encoded.Length && BinaryPrimitives.ReadUInt32BigEndian(encoded.AsSpan((int)at)) is >= 8 and var length) at += length;
        return at;
    }

    private static string Printable(string chunk) => chunk.All(char.IsAsciiLetter) ? chunk : "of no known kind";

    private static string Cut(byte[] encoded, string lacking) => $"the file ends at byte {encoded.Length:N0} without {lacking}";

    private static string Short(byte[] encoded, long length) => $"it says that it has {length:N0} bytes, and {encoded.Length:N0} are there";
}
