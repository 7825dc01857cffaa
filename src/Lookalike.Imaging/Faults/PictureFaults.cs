using System.Globalization;
using Lookalike.Core;
using Lookalike.Core.Text;
using Lookalike.Imaging.Formats;
using Lookalike.Imaging.Pixels;

namespace Lookalike.Imaging.Faults;

/// <summary>Makes the exceptions of pictures that cannot be read.</summary>
internal static class PictureFaults
{
    private const string CopyAgain = "Copy it again from its source, or remove it.";

    /// <summary>The first bytes that a message shows.</summary>
    private const int Shown = 8;

    /// <summary>A file system that refuses.</summary>
    public static PictureException Of(string path, Exception cause)
    {
        if (cause is not (FileNotFoundException or DirectoryNotFoundException)) return Unreadable(path, cause.Message, cause);
        return RawName.Find(path) is { } raw
            ? Make(
                PictureFault.Unreadable,
                raw,
                $"Cannot read the picture '{raw}': the name is not valid UTF-8, and a file of such a name cannot be opened. Rename it.",
                cause)
            : Make(
                PictureFault.Missing,
                path,
                $"Cannot read the picture '{path}': there is no such file, or no longer. Check the path, or list the folder again.",
                cause);
    }

    public static PictureException Unreadable(string path, string reason, Exception? cause = null) =>
        Make(PictureFault.Unreadable, path, $"Cannot read the picture '{path}': {reason} Check that it is a file that this user may read.", cause);

    public static PictureException Empty(string name) =>
        Make(PictureFault.Empty, name, $"Cannot read the picture '{name}': it is empty (0 bytes). {CopyAgain}");

    public static PictureException Result(string name) => Make(
        PictureFault.Result,
        name,
        $"'{name}' is a result that Lookalike drew, and no picture to learn from or to find. It is passed over; searching with it works.");

    public static PictureException NotAPicture(string name, ReadOnlySpan<byte> start, long length)
    {
        if (PictureSignature.Unsupported(start) is { } what) return Unsupported(name, what);
        return Unread(PictureFault.NotAPicture, name, $"{length:N0} bytes that begin with {Convert.ToHexString(start[..Math.Min(Shown, start.Length)])}");
    }

    public static PictureException Unsupported(string name, string what) => Unread(PictureFault.Unsupported, name, $"{what}, which is not supported");

    public static PictureException BrokenHeader(string name, PictureFormat format, string reason, Exception? cause = null) => Make(
        PictureFault.Broken,
        name,
        $"Cannot decode the picture '{name}': it begins like {Words(format)}, but its header is broken or cut short ({reason}). {CopyAgain}",
        cause);

    public static PictureException Broken(string name, long width, long height, string reason, Exception? cause = null) => Make(
        PictureFault.Broken,
        name,
        $"Cannot decode the picture '{name}': a header of {width} x {height} pixels was found, but the rest is broken or cut short ({reason}). {CopyAgain}",
        cause);

    public static PictureException TooManyPixels(string name, long width, long height, long limit) =>
        new(
            PictureFault.TooManyPixels,
            name,
            $"Will not decode the picture '{name}': its header says {width} x {height} = {(decimal)width * height:N0} pixels, and the limit is {limit:N0}. "
            + "Make it smaller, or raise the limit if you trust it.",
            innerException: null)
        {
            Expected = $"at most {limit:N0} pixels",
            Found = $"{width} x {height} pixels",
            Remedy = new Remedy(RemedyKind.RaisePixelLimit),
        };

    public static PictureException TooMuchMemory(string name, PictureFormat format, long width, long height, long bytes, long limit) => Make(
        PictureFault.TooMuchMemory,
        name,
        $"Will not decode the picture '{name}': {Words(format)} of {width} x {height} pixels in this form takes about {Megabytes(bytes)} "
        + $"of memory, and pictures may take {Megabytes(limit)}, a quarter of what this process may use. Make it smaller, save it in a form that is decoded "
        + "row by row (JPEG that is not progressive, PNG that is not interlaced), or give the process more memory.");

    public static PictureException TooLarge(string name, long length, long limit) => Make(
        PictureFault.TooMuchMemory,
        name,
        $"Will not read the picture '{name}': the file has {Megabytes(length)}, and pictures may take {Megabytes(limit)} of memory, "
        + "a quarter of what this process may use. Make it smaller, or give the process more memory.");

    public static PictureException OutOfBounds(string name, int width, int height, PictureArea area) => Make(
        PictureFault.OutOfBounds,
        name,
        $"Cannot cut {area.Width} x {area.Height} pixels at {area.X},{area.Y} out of the picture '{name}': "
        + $"it has {width} x {height} pixels once upright. Choose a rectangle inside it.");

    private static PictureException Make(PictureFault fault, string path, string message, Exception? cause = null) => new(fault, path, message, cause);

    private static PictureException Unread(PictureFault fault, string name, string found) => Make(
        fault,
        name,
        $"Cannot read '{name}' as a picture: expected JPEG, PNG, WebP, GIF, BMP, PNM, TIFF{(CameraFormats.AreRead ? ", AVIF, HEIC or RAW" : " or AVIF")}, "
        + $"found {found}. "
        + "Convert it to one of these formats, or remove it.");

    private static string Words(PictureFormat format) => format.ToString().ToUpper(CultureInfo.InvariantCulture);

    private static string Megabytes(long bytes) => $"{Math.Ceiling(bytes / 1e6):N0} MB";
}
