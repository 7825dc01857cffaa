using System.Buffers.Binary;

namespace Lookalike.Imaging.Formats;

/// <summary>
/// Tells a picture's format by its first bytes. Formats: ISO/IEC 10918-1 (JPEG), PNG specification 5.2, RFC 9649 (WebP), GIF87a and GIF89a,
/// TIFF 6.0 and BigTIFF, ISO/IEC 14496-12 and 23008-12 (HEIF: the brands of its first box), the Windows API (BMP), netpbm (PNM).
/// </summary>
internal static class PictureSignature
{
    /// <summary>The bytes of a file that are enough to tell.</summary>
    public const int Length = 64;

    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> Png => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> OpenExr => [0x76, 0x2F, 0x31, 0x01];

    private static ReadOnlySpan<byte> Icon => [0, 0, 1, 0];

    private static ReadOnlySpan<byte> JpegXlStream => [0xFF, 0x0A];

    private static ReadOnlySpan<byte> Jpeg2000Stream => [0xFF, 0x4F, 0xFF, 0x51];

    /// <summary>Returns the format, or null if the bytes begin no picture that is read.</summary>
    /// <param name="start">A file's first bytes: <see cref="Length"/> of them, or all it has.</param>
    public static PictureFormat? Find(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith(Jpeg)) return PictureFormat.Jpeg;
        if (start.StartsWith(Png)) return PictureFormat.Png;
        if (start.StartsWith("GIF87a"u8) || start.StartsWith("GIF89a"u8)) return PictureFormat.Gif;
        if (start.Length >= 12 && start.StartsWith("RIFF"u8) && start[8..].StartsWith("WEBP"u8)) return PictureFormat.WebP;
        if (start.StartsWith("II*\0"u8) || start.StartsWith("MM\0*"u8) || start.StartsWith("II+\0"u8) || start.StartsWith("MM\0+"u8)) return PictureFormat.Tiff;
        if (HasBrand(start, "avif"u8) || HasBrand(start, "avis"u8)) return PictureFormat.Avif;

        // Brands of every HEIF file: what is in it shows behind them.
        if (!IsHeic(start) && (HasBrand(start, "mif"u8) || HasBrand(start, "msf"u8) || HasBrand(start, "miaf"u8))) return PictureFormat.Avif;
        if (CameraFormats.AreRead && IsHeic(start)) return PictureFormat.Heic;
        if (CameraFormats.AreRead && RawOf(start) is not null) return PictureFormat.Raw;
        if (PnmHeader.Begins(start)) return PictureFormat.Pnm;
        return BmpHeader.Begins(start) ? PictureFormat.Bmp : null;
    }

    /// <summary>What bytes begin that <see cref="Find"/> does not know, and that is a picture all the same; null for anything else.</summary>
    public static string? Unsupported(ReadOnlySpan<byte> start)
    {
        if (IsHeic(start)) return "HEIC";
        if (RawOf(start) is { } maker) return $"a RAW file of a camera ({maker})";
        if (start.StartsWith(JpegXlStream) || IsBox(start, "JXL "u8)) return "JPEG XL";
        if (start.StartsWith(Jpeg2000Stream) || IsBox(start, "jP  "u8)) return "JPEG 2000";
        if (start.StartsWith("8BPS"u8)) return "PSD";
        if (start.StartsWith(OpenExr)) return "OpenEXR";
        if (start.StartsWith("#?RADIANCE"u8) || start.StartsWith("#?RGBE"u8)) return "Radiance HDR";
        if (start.StartsWith("P7\n"u8)) return "PAM";
        if (start.StartsWith("PF\n"u8) || start.StartsWith("Pf\n"u8)) return "PFM";
        if (start.StartsWith("qoif"u8)) return "QOI";
        if (start.StartsWith("gimp xcf"u8)) return "XCF";
        if (start.StartsWith("DDS "u8)) return "DDS";
        if (start.StartsWith(Icon)) return "ICO";
        return start.Length >= 3 && start[0] == 0x0A && start[1] <= 5 && start[2] == 1 ? "PCX" : null;
    }

    /// <summary>Whose camera's raw file bytes begin, of those that are no TIFFs; null where they begin none.</summary>
    private static string? RawOf(ReadOnlySpan<byte> start) =>
        HasBrand(start, "crx"u8) ? "Canon"
        : start.StartsWith("FUJIFILMCCD-RAW"u8) ? "Fujifilm"
        : start.StartsWith("IIRO"u8) || start.StartsWith("IIRS"u8) || start.StartsWith("MMOR"u8) ? "Olympus"
        : start.StartsWith("IIU\0"u8) ? "Panasonic"
        : start.StartsWith("\0MRM"u8) ? "Minolta"
        : start.StartsWith("FOVb"u8) ? "Sigma"
        : null;

    /// <summary>Whether bytes begin a picture in HEVC, which cameras write and the libvips that comes along cannot decode: its coding is patented.</summary>
    private static bool IsHeic(ReadOnlySpan<byte> start) => HasBrand(start, "hei"u8) || HasBrand(start, "hev"u8);

    /// <summary>
    /// Whether a brand of the first box begins so: its own, or one that it is compatible with. Films share the container and have other brands.
    /// </summary>
    private static bool HasBrand(ReadOnlySpan<byte> start, ReadOnlySpan<byte> brand)
    {
        if (!IsBox(start, "ftyp"u8)) return false;
        int end = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(start), (uint)start.Length);
        for (int at = 8; at + 4 <= end; at += at == 8 ? 8 : 4)
        {
            if (start[at..].StartsWith(brand)) return true;
        }

        return false;
    }

    private static bool IsBox(ReadOnlySpan<byte> start, ReadOnlySpan<byte> type) => start.Length >= 12 && start[4..].StartsWith(type);
}
