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

    /// <summary>HEVC in a HEIF file, which telephones write. Read where <see cref="CameraFormats.AreRead"/>.</summary>
    Heic,

    /// <summary>What a camera's sensor saw. Read where <see cref="CameraFormats.AreRead"/>.</summary>
    Raw,
}
