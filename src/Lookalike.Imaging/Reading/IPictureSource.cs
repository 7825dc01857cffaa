using Lookalike.Imaging.Pixels;

namespace Lookalike.Imaging.Reading;

/// <summary>A picture whose header is read and whose pixels are not yet.</summary>
internal interface IPictureSource : IDisposable
{
    /// <summary>The width once upright, in pixels.</summary>
    int Width { get; }

    /// <summary>The height once upright, in pixels.</summary>
    int Height { get; }

    /// <summary>
    /// Whether what was decoded is the small picture that a camera put into its raw file, because the raw data itself is of a kind that is not known here.
    /// Asked once <see cref="Fit"/> has ended.
    /// </summary>
    bool IsPreview => false;

    /// <summary>
    /// Decodes the picture, or the part of it that is given: of exactly the shape's size, or with <see cref="PictureFit.Pad"/> as large as fits
    /// inside it at its own aspect ratio.
    /// </summary>
    /// <returns>[height, width, channels], with an alpha band after the channels where the picture has one.</returns>
    /// <exception cref="NetVips.VipsException">The pixels are broken or break off.</exception>
    /// <exception cref="InvalidDataException">The same.</exception>
    Raster Fit(PixelShape shape, PictureFit fit, PictureArea? area);
}
