using NetVips;

namespace Lookalike.Imaging.Copies;

/// <summary>Writes pixels as WebP files: nothing but the pixels, so that no place, date or name of a photograph goes with them. Safe from any thread.</summary>
internal static class WebPFile
{
    private const int Quality = 80;

    /// <summary>Writes a file that a person looks at.</summary>
    /// <param name="pixels">The image, [channels, height, width], 0..255. Not retained.</param>
    /// <param name="shape">Its shape.</param>
    public static byte[] Write(ReadOnlySpan<byte> pixels, PixelShape shape) => Write(pixels, shape, lossless: false);

    /// <summary>Writes a file that has the same pixels when it is read.</summary>
    /// <param name="pixels">The image, [channels, height, width], 0..255. Not retained.</param>
    /// <param name="shape">Its shape.</param>
    public static byte[] WriteExact(ReadOnlySpan<byte> pixels, PixelShape shape) => Write(pixels, shape, lossless: true);

    private static byte[] Write(ReadOnlySpan<byte> pixels, PixelShape shape, bool lossless)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (pixels.Length != shape.Count)
            throw new ArgumentException($"Expected {shape.Count} values, an image of {shape}; found {pixels.Length}.", nameof(pixels));
        LibVips.Start();
        byte[] values = PlanarPixels.Interleave(pixels, shape.Channels);
        using Image memory = Image.NewFromMemory<byte>(values, shape.Width, shape.Height, shape.Channels, Enums.BandFormat.Uchar);
        using Image image = memory.Copy(interpretation: shape.Channels == 1 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
        return image.WebpsaveBuffer(q: Quality, lossless: lossless, keep: Enums.ForeignKeep.None);
    }
}
