namespace Lookalike.Imaging.Formats;

/// <summary>The header of a GIF. Format: GIF89a, 18 (logical screen descriptor). A frame is drawn into the whole screen.</summary>
internal static class GifHeader
{
    public static PictureHeader Read(HeaderBytes file) => new()
    {
        Format = PictureFormat.Gif,
        Width = file.UInt16(6, bigEndian: false),
        Height = file.UInt16(8, bigEndian: false),
        PixelBytes = 4,
        WholeBytes = 5,
    };
}
