namespace Lookalike.Imaging.Formats;

/// <summary>The header of a JPEG, up to its first scan. Format: ISO/IEC 10918-1, annex B.</summary>
internal static class JpegHeader
{
    public const int StartOfScan = 0xDA, EndOfImage = 0xD9;

    /// <summary>The most scans that are read: programs write a dozen, and every one of them is decoded over the whole picture.</summary>
    private const int MaxScans = 100;

    /// <summary>Bytes of a coefficient, which decoders keep until the last scan.</summary>
    private const int CoefficientBytes = 2;

    public static PictureHeader Read(HeaderBytes file)
    {
        (long at, bool progressive) = FindFrame(file);
        int precision = file.Byte(at + 4);
        int height = file.UInt16(at + 5, bigEndian: true);
        int width = file.UInt16(at + 7, bigEndian: true);
        int components = file.Byte(at + 9);
        int across = 1, down = 1, samples = 0;
        for (int i = 0; i < components; i++)
        {
            int factors = file.Byte(at + 11 + (i * 3)), h = factors >> 4, v = factors & 15;
            (across, down, samples) = (Math.Max(across, h), Math.Max(down, v), samples + (h * v));
        }

        if (progressive && file.IsWhole) RequireFewScans(file, at); // on disk, all of the file would be read once more for it
        bool buffered = progressive || IsFirstScanOfMany(file, at, components);
        return new PictureHeader
        {
            Format = PictureFormat.Jpeg,
            Width = width,
            Height = height,
            PixelBytes = components * (precision > 8 ? 2 : 1),
            WholeBytes = buffered ? 1.1 * CoefficientBytes * samples / (across * down) : 0,
        };
    }

    /// <summary>Whether a marker begins a frame: those from C0 to CF, but for C4, C8 and CC, which are tables.</summary>
    public static bool BeginsFrame(int marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    /// <summary>The offset of the next marker, its two bytes included. Fill bytes before it are passed over.</summary>
    public static long NextMarker(HeaderBytes file, long at)
    {
        if (file.Byte(at) != 0xFF) throw new InvalidDataException($"expected a marker at byte {at:N0}, found {file.Byte(at):X2}");
        while (file.Byte(at + 1) == 0xFF) at++;
        return at;
    }

    /// <summary>
    /// The offset of the marker behind the coded data of a scan: one that is neither a stuffed byte nor a restart. The end of the file where there
    /// is none.
    /// </summary>
    public static long NextSegment(HeaderBytes file, long at)
    {
        const int window = 4096;
        while (at + 2 <= file.Length)
        {
            ReadOnlySpan<byte> bytes = file.Slice(at, (int)Math.Min(window, file.Length - at));
            int place = 0;
            while (place < bytes.Length - 1 && bytes[place..^1].IndexOf((byte)0xFF) is >= 0 and int found)
            {
                place += found;
                if (bytes[place + 1] is not (0 or 0xFF or (>= 0xD0 and <= 0xD7))) return at + place;
                place += bytes[place + 1] == 0xFF ? 1 : 2;
            }

            at += Math.Max(place, bytes.Length - 1);
        }

        return file.Length;
    }

    private static (long At, bool Progressive) FindFrame(HeaderBytes file)
    {
        for (long at = NextMarker(file, 2); ; at = NextMarker(file, at + 2 + file.UInt16(at + 2, bigEndian: true)))
        {
            int marker = file.Byte(at + 1);
            if (marker is StartOfScan or EndOfImage) throw new InvalidDataException("it has no frame header");

            if (BeginsFrame(marker)) return (at, (marker & 3) == 2); // the third of each four is progressive
        }
    }

    private static bool IsFirstScanOfMany(HeaderBytes file, long frame, int components)
    {
        return file.Byte(FindScan(file, frame) + 4) < components;
    }

    /// <summary>The offset of the first scan's marker, at or behind another marker.</summary>
    private static long FindScan(HeaderBytes file, long at)
    {
        while (file.Byte(at + 1) != StartOfScan) at = NextMarker(file, at + 2 + file.UInt16(at + 2, bigEndian: true));
        return at;
    }

    // A few kilobytes may say hundreds of scans of a large picture, which would be decoded for minutes.
    private static void RequireFewScans(HeaderBytes file, long frame)
    {
        long at = FindScan(file, frame);
        for (int scans = 0; at + 4 <= file.Length && file.Byte(at) == 0xFF && file.Byte(at + 1) != EndOfImage;)
        {
            at = NextMarker(file, at);
            bool isScan = file.Byte(at + 1) == StartOfScan;
            if (isScan && ++scans > MaxScans)
                throw new InvalidDataException($"it has more than {MaxScans} scans, and each would be decoded over all of the picture");
            at += 2 + file.UInt16(at + 2, bigEndian: true);
            if (isScan) at = NextSegment(file, at);
        }
    }
}
