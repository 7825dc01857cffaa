namespace Lookalike.Imaging.Formats;

/// <summary>The formats that are read.</summary>
internal enum PictureFormat
{
    Jpeg,
    Png,
    WebP,
    Gif,
    Bmp,

    /// <summary>PBM, PGM, PPM: portable any-maps.</summary>
    Pnm,
    Tiff,

    /// <summary>AVIF, or another HEIF file that may hold AV1.</summary>
    Avif,
}
