namespace Lookalike.Imaging;

/// <summary>Lays a picture with an alpha band over black or white.</summary>
internal static class Transparency
{
    /// <summary>Returns <paramref name="raster"/> without its alpha band.</summary>
    /// <param name="raster">[height, width, 1..4], colours not multiplied by alpha.</param>
    /// <param name="background">
    /// Null lays it over white. Otherwise it lies over black or white, whichever is further from what can be seen of it, so that ink of either
    /// colour shows; a picture of which nothing can be seen lies over the one nearer to the background.
    /// </param>
    public static Raster Flatten(Raster raster, byte? background)
    {
        if (!raster.HasAlpha) return raster;

        int canvas = background is byte value ? ContrastingCanvas(raster, value) : 255;
        int colours = raster.Bands - 1;
        var flat = new byte[raster.Width * raster.Height * colours];
        ReadOnlySpan<byte> source = raster.Values;
        for (int from = 0, to = 0; from < source.Length; from += raster.Bands)
        {
            int alpha = source[from + colours];
            for (int band = 0; band < colours; band++)
                flat[to++] = (byte)(((source[from + band] * alpha) + (canvas * (255 - alpha)) + 127) / 255);
        }

        return new Raster(raster.Width, raster.Height, colours, flat);
    }

    private static int ContrastingCanvas(Raster raster, byte background)
    {
        int colours = raster.Bands - 1;
        ReadOnlySpan<byte> source = raster.Values;
        long visible = 0, weight = 0;
        for (int i = 0; i < source.Length; i += raster.Bands)
        {
            int sum = 0;
            for (int band = 0; band < colours; band++) sum += source[i + band];
            visible += (long)sum * source[i + colours];
            weight += (long)colours * source[i + colours];
        }

        if (weight == 0) return background < 128 ? 0 : 255;
        return visible < weight * 127.5 ? 255 : 0;
    }
}
