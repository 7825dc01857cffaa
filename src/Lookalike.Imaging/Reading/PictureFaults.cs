using System.Globalization;

namespace Lookalike.Imaging;

/// <summary>Makes the exceptions of pictures that cannot be read.</summary>
internal static class PictureFaults
{
    private const string CopyAgain = "Copy it again from its source, or remove it.";

    /// <summary>The first bytes that a message shows.</summary>
    private const int Shown = 8;

    /// <summary>A file system that refuses.</summary>
    public static PictureException Of(string path, Exception cause) => cause is not (FileNotFoundException or DirectoryNotFoundException) ? Unreadable(path, cause.Message, cause)
        : RawName.Find(path) is { } raw ? Make(PictureFault.Unreadable, raw, $"Cannot read the picture '{raw}': the name is not valid UTF-8, and a file of such a name cannot be opened. Rename it.", cause)
        : Make(PictureFault.Missing, path, $"Cannot read the picture '{path}': there is no such file, or no longer. Check the path, or list the folder again.", cause);

    public static PictureException Unreadable(string path, string reason, Exception? cause = null) =>
        Make(PictureFault.Unreadable, path, $"Cannot read the picture '{path}': {reason} Check that it is a file that this user may read.", cause);

    public static PictureException Empty(string name) =>
        Make(PictureFault.Empty, name, $"Cannot read the picture '{name}': it is empty (0 bytes). {CopyAgain}");

    public static PictureException Result(string name) =>
        Make(PictureFault.Result, name, $"'{name}' is a result that Lookalike drew, and no picture to learn from or to find. It is passed over; searching with it works.");

    public static PictureException NotAPicture(string name, ReadOnlySpan<byte> start, long length)
    {
        string found = PictureSignature.IsHeic(start) ? "HEIC, which is not supported" : $"{length:N0} bytes that begin with {Convert.ToHexString(start[..Math.Min(Shown, start.Length)])}";
        return Make(
            PictureFault.NotAPicture,
            name,
            $"Cannot read '{name}' as a picture: expected JPEG, PNG, WebP, GIF, BMP, TIFF or AVIF, found {found}. Convert it to one of these formats, or remove it.");
    }

    public static PictureException BrokenHeader(string name, PictureFormat format, Exception cause) => Make(
        PictureFault.Broken,
        name,
        $"Cannot decode the picture '{name}': it begins like {format.ToString().ToUpper(CultureInfo.InvariantCulture)}, but its header is broken or cut short "
        + $"({Reason(cause)}). {CopyAgain}",
        cause);

    public static PictureException Broken(string name, IPictureSource source, Exception cause) => Make(
        PictureFault.Broken,
        name,
        $"Cannot decode the picture '{name}': a header of {source.Width} x {source.Height} pixels was found, but the rest is broken or cut short "
        + $"({Reason(cause)}). {CopyAgain}",
        cause);

    public static PictureException TooManyPixels(string name, IPictureSource source, long limit) => Make(
        PictureFault.TooManyPixels,
        name,
        $"Will not decode the picture '{name}': its header says {source.Width} x {source.Height} = {(long)source.Width * source.Height:N0} pixels, and the "
        + $"limit is {limit:N0}. Make it smaller, or raise {nameof(PictureReader)}.{nameof(PictureReader.MaxPixels)} if you trust it.");

    public static PictureException OutOfBounds(string name, IPictureSource source, PictureArea area) => Make(
        PictureFault.OutOfBounds,
        name,
        $"Cannot cut {area.Width} x {area.Height} pixels at {area.X},{area.Y} out of the picture '{name}': it has {source.Width} x {source.Height} pixels once upright. "
        + "Choose a rectangle inside it.");

    private static PictureException Make(PictureFault fault, string path, string message, Exception? cause = null) => new(path, message, cause) { Fault = fault };

    /// <summary>What the decoder said, which may be several lines, as one.</summary>
    private static string Reason(Exception exception) =>
        string.Join("; ", exception.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
