using Lookalike.Imaging.Formats;

namespace Lookalike.Imaging.Reading;

/// <summary>
/// The decoder of HEIC and of the raw files of cameras, if this process has one. It is in a library of its own: it is as large as everything else that reads
/// pictures, and a program that meets no such files does without.
/// </summary>
internal static class CameraDecoder
{
    private static volatile Func<byte[], PictureFormat, IPictureSource>? _open;

    /// <summary>Takes a decoder into use, for the rest of the process.</summary>
    /// <param name="open">
    /// Reads the header of a file in one of these formats, whose bytes do not change before what it returns is disposed;
    /// throws <see cref="InvalidDataException"/> where it is broken.
    /// </param>
    public static void Register(Func<byte[], PictureFormat, IPictureSource> open)
    {
        _open = open;
        CameraFormats.Enable();
    }

    /// <summary>Reads the header of a file.</summary>
    /// <exception cref="InvalidDataException">It is broken or cut short.</exception>
    public static IPictureSource Open(byte[] encoded, PictureFormat format) => _open!(encoded, format);
}
