using NetVips;

namespace Lookalike.Imaging.Copies;

/// <summary>Takes pixels through JPEG and back: what is left of an image once it was saved small. Safe from any thread.</summary>
internal static class JpegCopy
{
    /// <summary>Compresses an image and decodes it again. libvips halves the colour of a quality below 90, as most programs do.</summary>
    /// <param name="pixels">The image, [channels, height, width], 0..255. Not retained.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="quality">1, smallest, to 100, best.</param>
    /// <returns>The copy, [channels, height, width], 0..255. The caller owns the array.</returns>
    /// <exception cref="ArgumentException">There are more or fewer pixels than the shape has.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The quality is outside its range.</exception>
    public static byte[] Make(ReadOnlySpan<byte> pixels, PixelShape shape, int quality)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        if (pixels.Length != shape.Count)
            throw new ArgumentException($"Expected {shape.Count} values, an image of {shape}; found {pixels.Length}.", nameof(pixels));

        LibVips.Start();
        byte[] values = PlanarPixels.Interleave(pixels, shape.Channels);
        using Image memory = Image.NewFromMemory<byte>(values, shape.Width, shape.Height, shape.Channels, Enums.BandFormat.Uchar);
        using Image image = memory.Copy(interpretation: shape.Channels == 1 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
        using Image copy = Image.JpegloadBuffer(image.JpegsaveBuffer(q: quality));
        return PlanarPixels.Separate(copy.WriteToMemory<byte>(), shape.Channels);
    }
}
