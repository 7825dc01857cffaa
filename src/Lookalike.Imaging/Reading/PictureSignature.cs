namespace Lookalike.Imaging;

/// <summary>
/// Tells a picture's format by its first bytes. Formats: ISO/IEC 10918-1 (JPEG), PNG specification 5.2, RFC 9649 (WebP), GIF87a and GIF89a,
/// TIFF 6.0 and BigTIFF, ISO/IEC 23008-12 (HEIF: the major brand of its first box), the Windows API (BMP).
/// </summary>
internal static class PictureSignature
{
    /// <summary>The bytes of a file that are enough to tell.</summary>
    public const int Length = 18;

    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> Png => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Returns the format, or null if the bytes begin no picture that is read.</summary>
    /// <param name="start">A file's first bytes: <see cref="Length"/> of them, or all it has.</param>
    public static PictureFormat? Find(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith(Jpeg)) return PictureFormat.Jpeg;
        if (start.StartsWith(Png)) return PictureFormat.Png;
        if (start.StartsWith("GIF87a"u8) || start.StartsWith("GIF89a"u8)) return PictureFormat.Gif;
        if (start.Length >= 12 && start.StartsWith("RIFF"u8) && start[8..].StartsWith("WEBP"u8)) return PictureFormat.WebP;
        if (start.StartsWith("II*\0"u8) || start.StartsWith("MM\0*"u8) || start.StartsWith("II+\0"u8) || start.StartsWith("MM\0+"u8)) return PictureFormat.Tiff;
        if (HasBrand(start, "avif"u8) || HasBrand(start, "mif1"u8) || HasBrand(start, "msf1"u8)) return PictureFormat.Avif;
        return BmpHeader.Begins(start) ? PictureFormat.Bmp : null;
    }

    /// <summary>Whether bytes begin a picture in HEVC, which cameras write and the libvips that comes along cannot decode: its coding is patented.</summary>
    public static bool IsHeic(ReadOnlySpan<byte> start) => HasBrand(start, "hei"u8) || HasBrand(start, "hev"u8);

    // Films share the container and have other brands.
    private static bool HasBrand(ReadOnlySpan<byte> start, ReadOnlySpan<byte> brand) =>
        start.Length >= 12 && start[4..].StartsWith("ftyp"u8) && start[8..].StartsWith(brand);
}
