using Lookalike.Imaging.Pixels;
using NetVips;

namespace Lookalike.Imaging.Reading;

/// <summary>What fitting a picture to a shape means, whichever way it is decoded.</summary>
internal static class Fitting
{
    /// <summary>libvips' own profile of the colours that every picture is brought to.</summary>
    public const string Srgb = "srgb";

    /// <summary>Whether a picture of this size fits as it is, so that its pixels can stay as they are.</summary>
    public static bool IsDone(int width, int height, PixelShape shape, PictureFit fit) => fit == PictureFit.Pad
        ? width <= shape.Width && height <= shape.Height && (width == shape.Width || height == shape.Height)
        : width == shape.Width && height == shape.Height;

    /// <summary>
    /// Whether a picture is cut before it is scaled. To cover the shape it must grow, and a thin one would grow to millions of rows, of which
    /// a few are kept.
    /// </summary>
    public static bool CutsFirst(int width, int height, PixelShape shape, PictureFit fit) =>
        fit == PictureFit.Crop && (width < shape.Width || height < shape.Height);

    /// <summary>Fits an upright picture whose pixels are at hand.</summary>
    /// <param name="upright">The picture.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="fit">The fit.</param>
    /// <param name="profile"><see cref="Srgb"/> for a picture whose colours have to be brought there; null where they are there.</param>
    public static Raster Fit(Image upright, PixelShape shape, PictureFit fit, string? profile)
    {
        if (profile is null && IsDone(upright.Width, upright.Height, shape, fit)) return ToRaster(upright, shape);
        (Enums.Size size, Enums.Interesting crop) = Names(fit);
        using Image fitted = CutsFirst(upright.Width, upright.Height, shape, fit)
            ? CutAndScale(upright, shape)
            : upright.ThumbnailImage(shape.Width, height: shape.Height, size: size, crop: crop, outputProfile: profile);
        return ToRaster(fitted, shape);
    }

    /// <summary>Fits a picture that was decoded here, or a part of it.</summary>
    /// <param name="whole">The picture, [height, width, 1, 3 or 4].</param>
    /// <param name="shape">The shape.</param>
    /// <param name="fit">The fit.</param>
    /// <param name="area">The part, or null for all of it.</param>
    public static Raster Fit(Raster whole, PixelShape shape, PictureFit fit, PictureArea? area)
    {
        using Image stored = Image.NewFromMemory<byte>(whole.Values, whole.Width, whole.Height, whole.Bands, Enums.BandFormat.Uchar);
        using Image image = stored.Copy(interpretation: whole.Bands < 3 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
        if (area is null) return Fit(image, shape, fit, profile: null);
        using Image cut = image.Crop(area.X, area.Y, area.Width, area.Height);
        return Fit(cut, shape, fit, profile: null);
    }

    /// <summary>Cuts the largest part of the shape's aspect ratio out of a picture, about its centre, and scales it to the shape.</summary>
    public static Image CutAndScale(Image upright, PixelShape shape)
    {
        double scale = Math.Max((double)shape.Width / upright.Width, (double)shape.Height / upright.Height);
        int width = Math.Clamp((int)Math.Round(shape.Width / scale), 1, upright.Width);
        int height = Math.Clamp((int)Math.Round(shape.Height / scale), 1, upright.Height);
        using Image cut = upright.Crop((upright.Width - width) / 2, (upright.Height - height) / 2, width, height);
        return cut.ThumbnailImage(shape.Width, height: shape.Height, size: Enums.Size.Force, outputProfile: Srgb);
    }

    /// <summary>What libvips' thumbnail calls a fit.</summary>
    public static (Enums.Size Size, Enums.Interesting Crop) Names(PictureFit fit) => fit switch
    {
        PictureFit.Crop => (Enums.Size.Both, Enums.Interesting.Centre),
        PictureFit.Stretch => (Enums.Size.Force, Enums.Interesting.None),
        _ => (Enums.Size.Both, Enums.Interesting.None),
    };

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
