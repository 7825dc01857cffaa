namespace Lookalike.Imaging.Formats;

/// <summary>The header of a WebP. Format: RFC 9649. Only lossy pictures without alpha are decoded row by row.</summary>
internal static class WebPHeader
{
    private const int Animated = 0x02, Alpha = 0x10;

    public static PictureHeader Read(HeaderBytes file)
    {
        ReadOnlySpan<byte> kind = file.Slice(12, 4);
        if (kind.SequenceEqual("VP8 "u8)) return Header(file.UInt16(26, bigEndian: false) & 0x3FFF, file.UInt16(28, bigEndian: false) & 0x3FFF, whole: 0);
        if (kind.SequenceEqual("VP8L"u8))
        {
            // A signature byte, then 14 bits of width - 1 and 14 of height - 1.
            uint size = file.UInt32(21, bigEndian: false);
            return Header((size & 0x3FFF) + 1, ((size >> 14) & 0x3FFF) + 1, whole: 5);
        }

        if (!kind.SequenceEqual("VP8X"u8)) throw new InvalidDataException("its first chunk is none of VP8, VP8L and VP8X");
        int flags = file.Byte(20);
        bool lossless = (flags & Animated) != 0 || IsLossless(file);
        int whole = lossless ? 5 : (flags & Alpha) != 0 ? 2 : 0;
        return Header((file.UInt32(24, bigEndian: false) & 0xFFFFFF) + 1, (file.UInt32(26, bigEndian: false) >> 8) + 1, whole);
    }

    /// <summary>Whether the picture's chunk, after those of profile and notes, is VP8L. One that is not found is taken for it.</summary>
    private static bool IsLossless(HeaderBytes file)
    {
        long at = 30;
        for (int chunk = 0; chunk < 16 && at + 8 <= file.Length; chunk++)
        {
            if (file.Slice(at, 4).SequenceEqual("VP8 "u8)) return false;
            uint length = file.UInt32(at + 4, bigEndian: false);
            at += 8 + length + (length & 1);
        }

        return true;
    }

    private static PictureHeader Header(long width, long height, double whole) =>
        new() { Format = PictureFormat.WebP, Width = width, Height = height, PixelBytes = whole > 0 ? 4 : 3, WholeBytes = whole };
}
