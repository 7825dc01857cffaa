namespace Lookalike.Imaging.Pixels;

/// <summary>Tells a picture whose light and dark are swapped (a photographed digit: dark ink on white paper) from one like the model's own.</summary>
internal static class Polarity
{
    /// <summary>How much further inside than the border must lie, in levels, so that noise on a plain picture decides nothing.</summary>
    private const double Margin = 2;

    /// <summary>
    /// Whether the border is on the other side of mid-grey than <paramref name="background"/>, and the inside leans away from the border.
    /// </summary>
    /// <param name="raster">[height, width, 1]. Only grey pictures have a polarity: a colour negative is another picture.</param>
    /// <param name="background">The value that borders the model's images, 0..255.</param>
    public static bool IsOpposite(Raster raster, byte background)
    {
        if (raster.Bands != 1 || raster.Width < 3 || raster.Height < 3) return false;

        double border = Border.Mean(raster)[0];
        bool dark = background < 128;
        if (dark ? border <= 127 : border > 127) return false;

        double inside = Border.InsideMean(raster)[0];
        return dark ? inside < border - Margin : inside > border + Margin;
    }

    /// <summary>Swaps light and dark in place: every value v becomes 255 - v.</summary>
    public static void Invert(Raster raster)
    {
        foreach (ref byte value in raster.Values.AsSpan()) value = (byte)(255 - value);
    }
}
