namespace Lookalike.Imaging.Formats;

/// <summary>The header of a PNG. Format: PNG specification 11.2.2 (IHDR).</summary>
internal static class PngHeader
{
    public static PictureHeader Read(HeaderBytes file)
    {
        if (!file.Slice(12, 4).SequenceEqual("IHDR"u8)) throw new InvalidDataException("its first chunk is not IHDR");
        int bits = file.Byte(24), colour = file.Byte(25);
        int samples = colour switch
        {
            0 => 1,
            2 => 3,
            3 or 6 => 4,
            4 => 2,
            _ => throw new InvalidDataException($"it says colour type {colour}, which there is not"),
        };
        double pixel = samples * (bits == 16 ? 2 : 1);

        // Interlaced, the last row is known only when nearly all of the picture is.
        bool interlaced = file.Byte(28) != 0;
        return new PictureHeader
        {
            Format = PictureFormat.Png,
            Width = file.UInt32(16, bigEndian: true),
            Height = file.UInt32(20, bigEndian: true),
            PixelBytes = pixel,
            WholeBytes = interlaced ? pixel * 1.1 : 0,
            IsDeep = bits == 16,
        };
    }
}
