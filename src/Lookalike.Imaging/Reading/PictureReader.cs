using System.Runtime.InteropServices;
using Lookalike.Imaging.Faults;
using Lookalike.Imaging.Formats;
using Lookalike.Imaging.Pixels;
using Lookalike.Imaging.Reading.Memory;
using Lookalike.Imaging.Telemetry;

namespace Lookalike.Imaging.Reading;

/// <summary>
/// Reads any picture as a model's input. The format (JPEG, PNG, WebP, GIF, BMP, PNM, TIFF, AVIF; HEIC and raw files of cameras where
/// Lookalike.Imaging.Camera is in use) is recognised by content, not by name; of several frames or pages the first is read. The picture is turned
/// upright (EXIF), brought to sRGB by its colour profile and to 8 bits, and brought to the shape by <see cref="Fit"/>; a picture that has the shape
/// already passes byte for byte. Where the format allows it, no more is decoded than the shape needs. Safe from any thread.
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

    /// <summary>
    /// The memory that pictures take while they are decoded, shared with every reader that has the same. A picture waits until there is enough for it.
    /// </summary>
    /// <value>The default is <see cref="PictureMemory.Default"/>.</value>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    internal PictureMemory Memory
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = PictureMemory.Default;

    /// <summary>How a picture of another aspect ratio becomes the shape.</summary>
    /// <value>The default is <see cref="PictureFit.Pad"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enumeration's.</exception>
    public PictureFit Fit
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Choose Pad, Crop or Stretch.");
    }

    /// <summary>
    /// The part of every picture that is read, as if it were a picture of its own: cut out once the picture is upright, and before it is fitted.
    /// </summary>
    /// <value>Null, the default, for the whole picture.</value>
    public PictureArea? Area { get; init; }

    /// <summary>
    /// The box that the images of a model of drawings fill by their longer side, in pixels. Given, and read for one channel
    /// and a background, a picture that is not made so is taken for a sheet with a drawing on it: shadows and the colours of paper and pen
    /// go, and what is drawn is scaled into the box, light on black, its centre of mass in the middle.
    /// </summary>
    /// <value>Null, the default, for a model of other images.</value>
    public int? InkBox { get; init; }

    /// <summary>
    /// Loads libvips, which the first picture does otherwise. A program that starts for one picture calls this on another thread as its first
    /// act. Safe from any thread, any number of times.
    /// </summary>
    internal static void Prepare() => LibVips.Start();

    /// <summary>The bytes that are enough to tell whether a file is a picture.</summary>
    internal const int SignatureLength = PictureSignature.Length;

    /// <summary>Whether a file begins like a picture that can be read. What follows may be broken all the same.</summary>
    /// <param name="start">The first bytes of the file: <see cref="SignatureLength"/> of them, or all it has.</param>
    internal static bool IsPicture(ReadOnlySpan<byte> start) => PictureSignature.Find(start) is not null;

    /// <summary>Reads a picture from a file.</summary>
    /// <param name="path">The file. It is read whole, and closed before this returns.</param>
    /// <param name="shape">What the model takes. With 1 channel, colour becomes grey (luminance).</param>
    /// <param name="background">
    /// The value that uniformly borders the images the model was trained on, 0..255, or null if they have none.
    /// Given, it fills the margin beside a picture of another aspect ratio, and it settles polarity: a grey picture whose border lies on the
    /// other side of mid-grey, and whose inside leans away from its border, is inverted. Transparent parts then show black or white, whichever
    /// is further from the visible parts. Null: the margin is the mean of the picture's border, nothing is inverted, transparent parts show white.
    /// </param>
    /// <exception cref="PictureException">
    /// The file cannot be read, or holds no picture, or a broken one, or one of too many pixels, or <see cref="Area"/> does not lie inside it.
    /// </exception>
    public Picture Read(string path, PixelShape shape, byte? background = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(shape);
        using LoadedFile file = Load(path, shape, CancellationToken.None);
        return Read(file, path, shape, background, CancellationToken.None);
    }

    /// <summary>Reads a picture from memory.</summary>
    /// <param name="encoded">The whole of a picture file. Not retained.</param>
    /// <param name="name">What to call it in messages: a path, a key, an address.</param>
    /// <param name="shape">As for a file.</param>
    /// <param name="background">As for a file.</param>
    /// <exception cref="PictureException">
    /// The bytes are no picture, or a broken one, or one of too many pixels, or <see cref="Area"/> does not lie inside it.
    /// </exception>
    public Picture Read(ReadOnlyMemory<byte> encoded, string name, PixelShape shape, byte? background = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(shape);
        using var file = LoadedFile.OfCaller(AsArray(encoded));
        return Read(file, name, shape, background, CancellationToken.None);
    }

    /// <summary>How large a picture is once upright. No pixel is decoded.</summary>
    /// <param name="encoded">The whole of a picture file. Not retained.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="PictureException">The bytes are no picture, or have a broken header, or too many pixels.</exception>
    internal (int Width, int Height) Measure(ReadOnlyMemory<byte> encoded, string name)
    {
        using var file = LoadedFile.OfCaller(AsArray(encoded));
        return new PictureReading(this, file, name, CancellationToken.None).Measure();
    }

    /// <summary>The media type of what a file begins like; null where it is no picture that is read.</summary>
    /// <param name="start">The first bytes of the file: <see cref="SignatureLength"/> of them, or all it has.</param>
    internal static string? MediaType(ReadOnlySpan<byte> start) => PictureSignature.Find(start) switch
    {
        PictureFormat.Jpeg => "image/jpeg",
        PictureFormat.Png => "image/png",
        PictureFormat.WebP => "image/webp",
        PictureFormat.Gif => "image/gif",
        PictureFormat.Bmp => "image/bmp",
        PictureFormat.Pnm => "image/x-portable-anymap",
        PictureFormat.Tiff => "image/tiff",
        PictureFormat.Avif => "image/avif",
        PictureFormat.Heic => "image/heic",
        PictureFormat.Raw => "image/x-raw",
        _ => null,
    };

    /// <summary>The bytes of a picture file that are in memory, to be read from more than once.</summary>
    /// <param name="encoded">The whole of a picture file; not to be changed while they are read from.</param>
    internal static LoadedFile Loaded(ReadOnlyMemory<byte> encoded) => LoadedFile.OfCaller(AsArray(encoded));

    /// <summary>Finds what stands around the picture that is in a picture: a frame, bars, a caption, the rest of a screen.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <returns>The part inside, upright, to be read as <see cref="Area"/>; null where nothing stands around it.</returns>
    /// <exception cref="PictureException">As for a file.</exception>
    internal PictureArea? FindInside(LoadedFile file, string name) => new PictureReading(this, file, name, CancellationToken.None).FindInside();

    /// <summary>Reads the bytes of a picture file, once there is memory for them and for decoding them.</summary>
    /// <exception cref="PictureException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    internal LoadedFile Load(string path, PixelShape shape, CancellationToken cancellationToken)
    {
        try
        {
            return LoadedFile.Read(path, Memory, file => Estimate(file, shape), cancellationToken);
        }
        catch (PictureException e)
        {
            ImagingTelemetry.CountRefused(e.Fault, format: null);
            throw;
        }
    }

    /// <summary>Reads a picture from a file that was loaded.</summary>
    /// <exception cref="PictureException">As for a file.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    internal Picture Read(LoadedFile file, string name, PixelShape shape, byte? background, CancellationToken cancellationToken) =>
        new PictureReading(this, file, name, cancellationToken).Read(shape, background);

    /// <summary>What decoding a picture takes, in bytes.</summary>
    internal long DecodeBytes(PictureHeader header, long width, long height, PixelShape shape) =>
        header.DecodeBytes(width, height, whole: Area is not null || Fitting.CutsFirst((int)width, (int)height, shape, Fit));

    /// <summary>What decoding a file takes; null where it is going to be refused.</summary>
    private long? Estimate(HeaderBytes file, PixelShape shape)
    {
        try
        {
            if (PictureSignature.Find(file.Slice(0, PictureSignature.Length)) is not { } format) return null;
            PictureHeader header = PictureHeader.Read(file, format);
            return (double)header.Width * header.Height > MaxPixels ? null : DecodeBytes(header, header.Width, header.Height, shape);
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>libvips reads an array only; the usual caller has one.</summary>
    private static byte[] AsArray(ReadOnlyMemory<byte> encoded) =>
        MemoryMarshal.TryGetArray(encoded, out ArraySegment<byte> segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : encoded.ToArray();
}
