using NetVips;

namespace Lookalike.Imaging.Copies;

/// <summary>Writes pixels as PNG files: nothing but the pixels, exactly. Safe from any thread.</summary>
internal static class PngFile
{
    /// <summary>Writes images of one shape into one file, side by side.</summary>
    /// <param name="pixels">The images, [count, channels, height, width], 0..255; at least one. Not retained.</param>
    /// <param name="shape">The shape of each.</param>
    /// <exception cref="ArgumentException">They are not a whole number of images, or none.</exception>
    public static byte[] WriteRow(ReadOnlySpan<byte> pixels, PixelShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (pixels.IsEmpty || pixels.Length % shape.Count != 0)
            throw new ArgumentException($"Expected images of {shape}, {shape.Count} values each; found {pixels.Length} values.", nameof(pixels));
        LibVips.Start();
        int count = pixels.Length / shape.Count, rowLength = shape.Width * shape.Channels;
        byte[] values = new byte[pixels.Length];
        for (int i = 0; i < count; i++)
        {
            byte[] image = PlanarPixels.Interleave(pixels.Slice(i * shape.Count, shape.Count), shape.Channels);
            for (int row = 0; row < shape.Height; row++)
                image.AsSpan(row * rowLength, rowLength).CopyTo(values.AsSpan(((row * count) + i) * rowLength));
        }

        using Image memory = Image.NewFromMemory<byte>(values, count * shape.Width, shape.Height, shape.Channels, Enums.BandFormat.Uchar);
        using Image strip = memory.Copy(interpretation: shape.Channels == 1 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
        return strip.PngsaveBuffer(keep: Enums.ForeignKeep.None);
    }
}
