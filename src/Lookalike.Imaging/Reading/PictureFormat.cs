namespace Lookalike.Imaging;

/// <summary>The formats that are read.</summary>
internal enum PictureFormat
{
    Jpeg,
    Png,
    WebP,
    Gif,
    Bmp,
    Tiff,

    /// <summary>AVIF, or another HEIF file that may hold AV1.</summary>
    Avif,
}
