namespace Lookalike.Reliability.Fuzzing.Pictures;

/// <summary>A way to take a file apart and to put it together again, with the lengths and checksums that then are right.</summary>
internal abstract class PictureParts
{
    /// <summary>The way for a format; null where it has no parts worth the name.</summary>
    public static PictureParts? For(string format) => format switch
    {
        "png" => new PngChunks(),
        "webp" => new RiffChunks(),
        "jpeg" => new JpegSegments(),
        "avif" or "heic" => new IsoBoxes(),
        "tiff" or "dng" => new TiffEntries(),
        _ => null,
    };

    /// <summary>The parts, each with its name and without its length.</summary>
    public abstract List<byte[]> Split(byte[] file);

    public abstract byte[] Join(byte[] file, List<byte[]> parts);
}
