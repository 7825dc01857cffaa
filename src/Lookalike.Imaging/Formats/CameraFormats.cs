namespace Lookalike.Imaging.Formats;

/// <summary>Whether this process reads the formats that need a decoder of their own: HEIC and the raw files of cameras.</summary>
internal static class CameraFormats
{
    private static volatile bool _areRead;

    /// <summary>Whether a decoder is there. Once there it stays.</summary>
    public static bool AreRead => _areRead;

    /// <summary>Says that a decoder is there.</summary>
    public static void Enable() => _areRead = true;

    /// <summary>
    /// The header of a raw file. How large its picture is shows when it is opened, before a pixel is decoded: what is said here is the least.
    /// </summary>
    public static PictureHeader RawHeader() => new() { Format = PictureFormat.Raw, Width = 1, Height = 1, PixelBytes = 4, WholeBytes = 20 };
}
