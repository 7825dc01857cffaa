using System.Runtime.InteropServices;
using NetVips;

namespace Lookalike.Imaging;

/// <summary>
/// Reads any picture as a model's input. The format (JPEG, PNG, WebP, GIF, BMP, TIFF, HEIF, AVIF) is recognised by content, not by name; of
/// several frames or pages the first is read. The picture is turned upright (EXIF), brought to sRGB by its colour profile and to 8 bits,
/// scaled to fit inside the shape at its own aspect ratio, and centred; a picture that has the shape already passes byte for byte.
/// Safe from any thread.
/// </summary>
public sealed class PictureReader
{
    /// <summary>The default of <see cref="MaxPixels"/>: 2^28, about 268 million.</summary>
    public const long DefaultMaxPixels = 1L << 28;

    /// <summary>The most pixels a picture may have. It is checked before any is decoded. At least 1.</summary>
    /// <value>The default is <see cref="DefaultMaxPixels"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public long MaxPixels
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = DefaultMaxPixels;

    /// <summary>
    /// Loads libvips, which the first picture does otherwise. A program that starts for one picture calls this on another thread as its first
    /// act. Safe from any thread, any number of times.
    /// </summary>
    public static void Prepare() => LibVips.Start();

    /// <summary>Reads a picture from a file.</summary>
    /// <param name="path">The file. It is read whole, and closed before this returns.</param>
    /// <param name="shape">What the model takes. With 1 channel, colour becomes grey (luminance).</param>
    /// <param name="background">
    /// The value that uniformly borders the images the model was trained on, 0..255, or null if they have none.
    /// Given, it fills the margin beside a picture of another aspect ratio, and it settles polarity: a grey picture whose border lies on the
    /// other side of mid-grey, and whose inside leans away from its border, is inverted. Transparent parts then show black or white, whichever
    /// is further from the visible parts. Null: the margin is the mean of the picture's border, nothing is inverted, transparent parts show white.
    /// </param>
    /// <exception cref="PictureException">The file cannot be read, or holds no picture, or a broken one, or one of too many pixels.</exception>
    public Picture Read(string path, PixelShape shape, byte? background = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] encoded;
        try
        {
            encoded = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new PictureException(path, $"Cannot read the picture '{path}': {e.Message} Check that it is a file that this user may read.", e);
        }

        return Read(encoded, path, shape, background);
    }

    /// <summary>Reads a picture from memory.</summary>
    /// <param name="encoded">The whole of a picture file. Not retained.</param>
    /// <param name="name">What to call it in messages: a path, a key, an address.</param>
    /// <param name="shape">As for a file.</param>
    /// <param name="background">As for a file.</param>
    /// <exception cref="PictureException">The bytes are no picture, or a broken one, or one of too many pixels.</exception>
    public Picture Read(ReadOnlyMemory<byte> encoded, string name, PixelShape shape, byte? background = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(shape);
        if (encoded.IsEmpty)
            throw new PictureException(name, $"Cannot read the picture '{name}': it is empty (0 bytes). Copy it again from its source, or remove it.", null);

        LibVips.Start();
        using IPictureSource source = Open(AsArray(encoded), name);
        RequireWithinLimit(source, name);
        Raster raster;
        try
        {
            raster = source.Fit(shape);
        }
        catch (Exception e) when (e is VipsException or InvalidDataException)
        {
            throw new PictureException(
                name,
                $"Cannot decode the picture '{name}': a header of {source.Width} x {source.Height} pixels was found, but the rest is broken or cut short "
                + $"({Reason(e)}). Copy it again from its source, or remove it.",
                e);
        }

        raster = Transparency.Flatten(raster, background);
        bool inverted = background is byte value && Polarity.IsOpposite(raster, value);
        if (inverted) Polarity.Invert(raster);
        return new Picture(shape, Canvas.Centre(raster, shape, background), inverted, source.Width, source.Height);
    }

    private static IPictureSource Open(byte[] encoded, string name)
    {
        try
        {
            return BmpHeader.Begins(encoded) ? new BmpPicture(encoded) : EncodedPicture.Open(encoded);
        }
        catch (Exception e) when (e is VipsException or InvalidDataException)
        {
            string start = Convert.ToHexString(encoded.AsSpan(0, Math.Min(8, encoded.Length)));
            throw new PictureException(
                name,
                $"Cannot read '{name}' as a picture: expected JPEG, PNG, WebP, GIF, BMP, TIFF, HEIF or AVIF, found {encoded.Length:N0} bytes that begin "
                + $"with {start} ({Reason(e)}). Convert it to one of these formats, or remove it.",
                e);
        }
    }

    private void RequireWithinLimit(IPictureSource source, string name)
    {
        long pixels = (long)source.Width * source.Height;
        if (pixels <= MaxPixels) return;
        throw new PictureException(
            name,
            $"Will not decode the picture '{name}': its header says {source.Width} x {source.Height} = {pixels:N0} pixels, and the limit is {MaxPixels:N0}. "
            + $"Make it smaller, or raise {nameof(PictureReader)}.{nameof(MaxPixels)} if you trust it.",
            null);
    }

    /// <summary>libvips reads an array only; the usual caller has one.</summary>
    private static byte[] AsArray(ReadOnlyMemory<byte> encoded) =>
        MemoryMarshal.TryGetArray(encoded, out ArraySegment<byte> segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : encoded.ToArray();

    /// <summary>What the decoder said, which may be several lines, as one.</summary>
    private static string Reason(Exception exception) =>
        string.Join("; ", exception.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
