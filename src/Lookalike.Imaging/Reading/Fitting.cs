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
        Enums.Interpretation wanted = shape.Channels == 1 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb;

        // The usual picture is in the wanted form already. Each libvips operation that does nothing still costs as much as a small picture's decoding.
        if (fitted.Interpretation == wanted && fitted.Format == Enums.BandFormat.Uchar) return WithoutSpareBands(fitted, shape);
        using Image coloured = fitted.Colourspace(wanted);
        using Image bytes = coloured.Cast(Enums.BandFormat.Uchar);
        return WithoutSpareBands(bytes, shape);
    }

    private static Raster WithoutSpareBands(Image bytes, PixelShape shape)
    {
        // More bands than the colours and one are spot inks and masks: the first of them is alpha.
        int bands = Math.Min(bytes.Bands, shape.Channels + 1);
        if (bands == bytes.Bands) return new Raster(bytes.Width, bytes.Height, bands, bytes.WriteToMemory<byte>());
        using Image known = bytes.ExtractBand(0, bands);
        return new Raster(known.Width, known.Height, bands, known.WriteToMemory<byte>());
    }
}
