namespace Lookalike.Imaging;

/// <summary>The header of a JPEG, up to its first scan. Format: ISO/IEC 10918-1, annex B.</summary>
internal static class JpegHeader
{
    private const int StartOfScan = 0xDA, EndOfImage = 0xD9;

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

    /// <summary>The offset of the next marker, its two bytes included. Fill bytes before it are passed over.</summary>
    public static long NextMarker(HeaderBytes file, long at)
    {
        if (file.Byte(at) != 0xFF) throw new InvalidDataException($"expected a marker at byte {at:N0}, found {file.Byte(at):X2}");
        while (file.Byte(at + 1) == 0xFF) at++;
        return at;
    }

    private static (long At, bool Progressive) FindFrame(HeaderBytes file)
    {
        for (long at = NextMarker(file, 2); ; at = NextMarker(file, at + 2 + file.UInt16(at + 2, bigEndian: true)))
        {
            int marker = file.Byte(at + 1);
            if (marker is StartOfScan or EndOfImage) throw new InvalidDataException("it has no frame header");

            // C4, C8 and CC are tables; the others from C0 to CF begin a frame. The third of each four is progressive.
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC)) return (at, (marker & 3) == 2);
        }
    }

    private static bool IsFirstScanOfMany(HeaderBytes file, long frame, int components)
    {
        long at = frame;
        while (file.Byte(at + 1) != StartOfScan) at = NextMarker(file, at + 2 + file.UInt16(at + 2, bigEndian: true));
        return file.Byte(at + 4) < components;
    }
}
