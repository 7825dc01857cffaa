using Lookalike.Imaging.Pixels;

namespace Lookalike.Imaging.Reading;

/// <summary>Brings pixels that were stretched to one shape to a smaller one, as a picture that is read is.</summary>
internal static class FittedPixels
{
    /// <summary>Brings one image to a shape.</summary>
    /// <param name="image">[channels, height, width], 0..255.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="wanted">The other shape, of as many channels.</param>
    /// <returns>[channels, height, width] of <paramref name="wanted"/>.</returns>
    public static byte[] Make(ReadOnlySpan<byte> image, PixelShape shape, PixelShape wanted)
    {
        if (shape == wanted) return image.ToArray();
        LibVips.Start();
        int plane = shape.Height * shape.Width;
        byte[] values = new byte[image.Length];
        for (int i = 0; i < values.Length; i++) values[i] = image[(i % shape.Channels * plane) + (i / shape.Channels)];
        var whole = new Raster(shape.Width, shape.Height, shape.Channels, values);
        return Canvas.Centre(Fitting.Fit(whole, wanted, PictureFit.Stretch, area: null), wanted, background: null);
    }
}
