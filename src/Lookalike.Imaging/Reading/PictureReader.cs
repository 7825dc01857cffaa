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
    /// The box that the images of a model of drawings fill by their longer side, in pixels (<see cref="CentredInk"/>). Given, and read for one channel
    /// and a background, a picture that is not made so is taken for a sheet with a drawing on it: shadows and the colours of paper and pen
    /// go, and what is drawn is scaled into the box, light on black, its centre of mass in the middle.
    /// </summary>
    /// <value>Null, the default, for a model of other images.</value>
    public int? InkBox { get; init; }

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
        Raster raster = Transparency.Flatten(Decode(source, shape, Fit, Area, name), background);
        bool inverted = background is byte value && Polarity.IsOpposite(raster, value);
        if (inverted) Polarity.Invert(raster);
        byte[] pixels = Canvas.Centre(raster, shape, background);
        if (InkBox is not { } box || shape.Channels != 1 || background is null || IsFramed(pixels, shape, box))
            return new Picture(shape, pixels, inverted, PictureInk.AsItIs, source.Width, source.Height);

        byte[]? framed = InkReading.Frame(ReadSheet, Area ?? new PictureArea(0, 0, source.Width, source.Height), shape, box);
        return new Picture(shape, framed ?? pixels, inverted, framed is null ? PictureInk.Blank : PictureInk.Framed, source.Width, source.Height);

        Raster ReadSheet(PictureArea? part, int side)
        {
            using IPictureSource again = Open(AsArray(encoded), format, name); // the pixels of one are read once
            return Transparency.Flatten(Decode(again, new PixelShape(3, side, side), PictureFit.Pad, part ?? Area, name), background);
        }
    }

    /// <summary>Whether pixels are made as the model's images; scaling may have blurred a drawing by a pixel at each end.</summary>
    private static bool IsFramed(byte[] pixels, PixelShape shape, int box) =>
        CentredInk.SideOf(pixels, shape.Height, shape.Width) is { } side && Math.Abs(side - box) <= 1;

    private static Raster Decode(IPictureSource source, PixelShape shape, PictureFit fit, PictureArea? area, string name)
    {
        try
        {
            return source.Fit(shape, fit, area);
        }
        catch (Exception e) when (e is VipsException or InvalidDataException)
        {
            throw PictureFaults.Broken(name, source, e);
        }
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
