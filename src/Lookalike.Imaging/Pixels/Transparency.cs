namespace Lookalike.Imaging.Pixels;

/// <summary>Lays a picture with an alpha band over black or white.</summary>
internal static class Transparency
{
    /// <summary>How far from white a colour is, in one channel, to be told from it; in levels.</summary>
    private const int Told = 32;

    /// <summary>The share of what can be seen that has to be told from white: an outline is enough, its soft edge is not.</summary>
    private const double MinTold = 0.05;

    /// <summary>Returns <paramref name="raster"/> without its alpha band.</summary>
    /// <param name="raster">[height, width, 1..4], colours not multiplied by alpha.</param>
    /// <param name="background">
    /// Null lays it over white, or over black where next to nothing of what can be seen would show on white. Otherwise it lies over black or
    /// white, whichever is further from what can be seen of it, so that ink of either colour shows; a picture of which nothing can be seen
    /// lies over the one nearer to the background.
    /// </param>
    public static Raster Flatten(Raster raster, byte? background)
    {
        if (!raster.HasAlpha) return raster;

        int canvas = background is byte value ? ContrastingCanvas(raster, value) : IsLostOnWhite(raster) ? 0 : 255;
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

    /// <summary>Whether nearly all that can be seen is white, and something can be seen.</summary>
    private static bool IsLostOnWhite(Raster raster)
    {
        int colours = raster.Bands - 1;
        ReadOnlySpan<byte> source = raster.Values;
        long visible = 0, told = 0, hidden = 0;
        for (int i = 0; i < source.Length; i += raster.Bands)
        {
            int darkest = 255, alpha = source[i + colours];
            for (int band = 0; band < colours; band++) darkest = Math.Min(darkest, source[i + band]);
            visible += alpha;
            hidden += 255 - alpha;
            if (darkest <= 255 - Told) told += alpha;
        }

        return visible > 0 && hidden > 0 && told < visible * MinTold;
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
