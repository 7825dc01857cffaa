using System.Runtime.InteropServices;
using NetVips;

namespace Lookalike.Imaging;

/// <summary>
/// Reads any picture as a model's input. The format (JPEG, PNG, WebP, GIF, BMP, TIFF, AVIF; not HEIC) is recognised by content, not by name; of
/// several frames or pages the first is read. The picture is turned upright (EXIF), brought to sRGB by its colour profile and to 8 bits,
/// and brought to the shape by <see cref="Fit"/>; a picture that has the shape already passes byte for byte. Where the format allows it,
/// no more is decoded than the shape needs. Safe from any thread.
/// </summary>
public sealed class PictureReader
{
    /// <summary>The default of <see cref="MaxPixels"/>: 200 million.</summary>
    public const long DefaultMaxPixels = 200_000_000;

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

    /// <summary>How a picture of another aspect ratio becomes the shape.</summary>
    /// <value>The default is <see cref="PictureFit.Pad"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enumeration's.</exception>
    public PictureFit Fit
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Choose Pad, Crop or Stretch.");
    }

    /// <summary>The part of every picture that is read, as if it were a picture of its own: cut out once the picture is upright, and before it is fitted.</summary>
    /// <value>Null, the default, for the whole picture.</value>
    public PictureArea? Area { get; init; }

    /// <summary>
    /// Loads libvips, which the first picture does otherwise. A program that starts for one picture calls this on another thread as its first
    /// act. Safe from any thread, any number of times.
    /// </summary>
    public static void Prepare() => LibVips.Start();

    /// <summary>The bytes that are enough to tell whether a file is a picture.</summary>
    public const int SignatureLength = PictureSignature.Length;

    /// <summary>Whether a file begins like a picture that can be read. What follows may be broken all the same.</summary>
    /// <param name="start">The first bytes of the file: <see cref="SignatureLength"/> of them, or all it has.</param>
    public static bool IsPicture(ReadOnlySpan<byte> start) => PictureSignature.Find(start) is not null;

    /// <summary>Reads a picture from a file.</summary>
    /// <param name="path">The file. It is read whole, and closed before this returns.</param>
    /// <param name="shape">What the model takes. With 1 channel, colour becomes grey (luminance).</param>
    /// <param name="background">
    /// The value that uniformly borders the images the model was trained on, 0..255, or null if they have none.
    /// Given, it fills the margin beside a picture of another aspect ratio, and it settles polarity: a grey picture whose border lies on the
    /// other side of mid-grey, and whose inside leans away from its border, is inverted. Transparent parts then show black or white, whichever
    /// is further from the visible parts. Null: the margin is the mean of the picture's border, nothing is inverted, transparent parts show white.
    /// </param>
    /// <exception cref="PictureException">The file cannot be read, or holds no picture, or a broken one, or one of too many pixels, or <see cref="Area"/> does not lie inside it.</exception>
    public Picture Read(string path, PixelShape shape, byte? background = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Read(ReadFile(path), path, shape, background);
    }

    /// <summary>Reads a picture from memory.</summary>
    /// <param name="encoded">The whole of a picture file. Not retained.</param>
    /// <param name="name">What to call it in messages: a path, a key, an address.</param>
    /// <param name="shape">As for a file.</param>
    /// <param name="background">As for a file.</param>
    /// <exception cref="PictureException">The bytes are no picture, or a broken one, or one of too many pixels, or <see cref="Area"/> does not lie inside it.</exception>
    public Picture Read(ReadOnlyMemory<byte> encoded, string name, PixelShape shape, byte? background = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(shape);
        if (encoded.IsEmpty) throw PictureFaults.Empty(name);
        PictureFormat format = PictureSignature.Find(encoded.Span) ?? throw PictureFaults.NotAPicture(name, encoded.Span, encoded.Length);

        LibVips.Start();
        using IPictureSource source = Open(AsArray(encoded), format, name);
        if ((long)source.Width * source.Height > MaxPixels) throw PictureFaults.TooManyPixels(name, source, MaxPixels);
        if (Area is { } area && !area.LiesIn(source.Width, source.Height)) throw PictureFaults.OutOfBounds(name, source, area);
        Raster raster;
        try
        {
            raster = source.Fit(shape, Fit, Area);
        }
        catch (Exception e) when (e is VipsException or InvalidDataException)
        {
            throw PictureFaults.Broken(name, source, e);
        }

        raster = Transparency.Flatten(raster, background);
        bool inverted = background is byte value && Polarity.IsOpposite(raster, value);
        if (inverted) Polarity.Invert(raster);
        return new Picture(shape, Canvas.Centre(raster, shape, background), inverted, source.Width, source.Height);
    }

    /// <summary>Reads the bytes of a picture file.</summary>
    /// <exception cref="PictureException">The file cannot be read.</exception>
    internal static byte[] ReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw PictureFaults.Of(path, e);
        }
    }

    private static IPictureSource Open(byte[] encoded, PictureFormat format, string name)
    {
        try
        {
            return format == PictureFormat.Bmp ? new BmpPicture(encoded) : EncodedPicture.Open(encoded, format);
        }
        catch (Exception e) when (e is VipsException or InvalidDataException)
        {
            throw PictureFaults.BrokenHeader(name, format, e);
        }
    }

    /// <summary>libvips reads an array only; the usual caller has one.</summary>
    private static byte[] AsArray(ReadOnlyMemory<byte> encoded) =>
        MemoryMarshal.TryGetArray(encoded, out ArraySegment<byte> segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : encoded.ToArray();
}
