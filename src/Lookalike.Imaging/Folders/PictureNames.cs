using System.Collections.Frozen;

namespace Lookalike.Imaging.Folders;

/// <summary>
/// Names that promise a picture. They decide only whether a file that is none is reported: a format that is not read is among them, so that
/// whoever has a folder of such pictures hears why none is found.
/// </summary>
internal static class PictureNames
{
    private static readonly FrozenSet<string> Extensions = FrozenSet.ToFrozenSet(
        [
            ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".apng", ".webp", ".gif", ".bmp", ".dib", ".tif", ".tiff", ".heic", ".heif", ".hif", ".avif",
            ".ppm", ".pgm", ".pbm", ".pnm", ".pam", ".pfm", ".pcx", ".hdr", ".jxl", ".jp2", ".j2k", ".svg", ".psd", ".ico", ".tga", ".exr", ".qoi", ".xcf",
            ".dds", ".avifs", ".heics", ".dng", ".cr2", ".cr3", ".crw", ".nef", ".nrw", ".arw", ".srf", ".sr2", ".raf", ".orf", ".rw2", ".pef", ".srw",
            ".x3f", ".3fr", ".erf", ".mef", ".mrw", ".kdc", ".dcr", ".iiq", ".rwl",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Extensions.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Promise(string path) => Lookup.Contains(Path.GetExtension(path.AsSpan()));
}
