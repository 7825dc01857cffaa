using NetVips;

namespace Lookalike.Imaging;

/// <summary>What fitting a picture to a shape means, whichever way it is decoded.</summary>
internal static class Fitting
{
    /// <summary>Whether a picture of this size is as large as fits, so that its pixels can stay as they are.</summary>
    public static bool IsDone(int width, int height, PixelShape shape) =>
        width <= shape.Width && height <= shape.Height && (width == shape.Width || height == shape.Height);

    /// <summary>Brings a fitted picture to grey or sRGB bytes.</summary>
    /// <returns>[height, width, channels], with an alpha band after the channels where the picture has one.</returns>
    public static Raster ToRaster(Image fitted, PixelShape shape)
    {
        using Image coloured = fitted.Colourspace(shape.Channels == 1 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
        using Image bytes = coloured.Cast(Enums.BandFormat.Uchar);

        // More bands than the colours and one are spot inks and masks: the first of them is alpha.
        int bands = Math.Min(bytes.Bands, shape.Channels + 1);
        if (bands == bytes.Bands) return new Raster(bytes.Width, bytes.Height, bands, bytes.WriteToMemory<byte>());
        using Image known = bytes.ExtractBand(0, bands);
        return new Raster(known.Width, known.Height, bands, known.WriteToMemory<byte>());
    }
}
