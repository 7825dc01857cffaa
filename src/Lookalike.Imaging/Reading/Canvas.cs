using Lookalike.Imaging.Pixels;

namespace Lookalike.Imaging.Reading;

/// <summary>Puts a fitted picture in the middle of a model's input.</summary>
internal static class Canvas
{
    /// <summary>Returns [channels, height, width]; the odd pixel of an uneven margin goes to the right and the bottom.</summary>
    /// <param name="raster">[height, width, channels], no larger than <paramref name="shape"/>.</param>
    /// <param name="shape">The result's shape.</param>
    /// <param name="background">The margin's value, 0..255, or null for the mean of the picture's border.</param>
    public static byte[] Centre(Raster raster, PixelShape shape, byte? background)
    {
        var pixels = new byte[shape.Count];
        int plane = shape.Height * shape.Width;
        if (raster.Width < shape.Width || raster.Height < shape.Height)
        {
            double[] border = background is byte value ? [value, value, value] : Border.Mean(raster);
            for (int channel = 0; channel < shape.Channels; channel++)
                pixels.AsSpan(channel * plane, plane).Fill((byte)Math.Round(border[channel], MidpointRounding.AwayFromZero));
        }

        int left = (shape.Width - raster.Width) / 2, top = (shape.Height - raster.Height) / 2;
        for (int y = 0; y < raster.Height; y++)
        {
            ReadOnlySpan<byte> row = raster.Values.AsSpan(y * raster.Width * raster.Bands, raster.Width * raster.Bands);
            int to = ((top + y) * shape.Width) + left;
            for (int channel = 0; channel < shape.Channels; channel++)
            {
                Span<byte> target = pixels.AsSpan((channel * plane) + to, raster.Width);
                for (int x = 0; x < target.Length; x++) target[x] = row[(x * raster.Bands) + channel];
            }
        }

        return pixels;
    }
}
