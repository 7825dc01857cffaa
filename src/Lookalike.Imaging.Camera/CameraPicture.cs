using ImageMagick;
using ImageMagick.Formats;
using Lookalike.Imaging.Formats;
using Lookalike.Imaging.Pixels;
using Lookalike.Imaging.Reading;

namespace Lookalike.Imaging.Camera;

/// <summary>
/// A picture in HEVC (ISO/IEC 23008-12, annex B), or what a sensor saw, developed as the camera meant it: its white balance, in sRGB. A raw file's own preview
/// stands for it only where the raw data is of a kind that LibRaw does not know, such as a newer camera's.
/// </summary>
internal sealed class CameraPicture : IPictureSource
{
    /// <summary>What LibRaw says of a file that is not broken, but of a camera or a coding that it does not know (LIBRAW_FILE_UNSUPPORTED).</summary>
    private const string UnknownRaw = "Unsupported file format or not RAW file";

    private readonly byte[] _encoded;
    private readonly bool _isHeif;

    private CameraPicture(byte[] encoded, bool isHeif, int width, int height) => (_encoded, _isHeif, Width, Height) = (encoded, isHeif, width, height);

    public int Width { get; }

    public int Height { get; }

    public bool IsPreview { get; private set; }

    /// <summary>Reads the header. The pixels stay encoded.</summary>
    /// <param name="encoded">The file. It must not change before this is disposed.</param>
    /// <param name="format">What its first bytes say that it is.</param>
    /// <exception cref="InvalidDataException">It is broken or cut short.</exception>
    public static IPictureSource Open(byte[] encoded, PictureFormat format)
    {
        bool isHeif = format == PictureFormat.Heic;
        using var header = new MagickImage();
        try
        {
            Try(() => header.Ping(encoded, Settings(isHeif)));
        }
        catch (InvalidDataException fault) when (IsUnknownRaw(fault))
        {
            if (RawPreview.Open(encoded) is { } preview) return preview;
            throw;
        }

        // EXIF 2.32, tag 274: 5 to 8 exchange rows and columns.
        bool onItsSide = (int)header.Orientation is >= 5 and <= 8;
        (int width, int height) = ((int)header.Width, (int)header.Height);
        return new CameraPicture(encoded, isHeif, onItsSide ? height : width, onItsSide ? width : height);
    }

    public Raster Fit(PixelShape shape, PictureFit fit, PictureArea? area)
    {
        try
        {
            return Develop(shape, fit, area);
        }
        catch (InvalidDataException fault) when (IsUnknownRaw(fault))
        {
            using RawPreview? preview = RawPreview.Open(_encoded);
            if (preview is null) throw;
            IsPreview = true;
            return preview.Fit(shape, fit, area?.Scaled(Width, Height, new PictureArea(0, 0, preview.Width, preview.Height)));
        }
    }

    private Raster Develop(PixelShape shape, PictureFit fit, PictureArea? area)
    {
        if ((long)Width * Height * 4 > Array.MaxLength) throw new InvalidDataException($"{Width} x {Height} pixels take more memory than one array holds");
        using var image = new MagickImage();
        Try(() =>
        {
            image.Read(_encoded, Settings(_isHeif));
            image.AutoOrient();
            if (image.HasProfile("icc")) image.TransformColorSpace(ColorProfiles.SRGB);
            else image.ColorSpace = ColorSpace.sRGB;
        });
        using IPixelCollection<byte> pixels = image.GetPixels();
        byte[] values = pixels.ToByteArray(image.HasAlpha ? PixelMapping.RGBA : PixelMapping.RGB)
            ?? throw new InvalidDataException("it has no pixels");
        return Fitting.Fit(new Raster((int)image.Width, (int)image.Height, image.HasAlpha ? 4 : 3, values), shape, fit, area);
    }

    public void Dispose()
    {
        // Nothing is held between two calls.
    }

    /// <summary>The format is named: a file must not choose among the hundred that the decoder knows.</summary>
    private static MagickReadSettings Settings(bool isHeif) => new(new DngReadDefines
    {
        UseCameraWhiteBalance = true,
        OutputColor = DngOutputColor.SRGB,
    })
    {
        Format = isHeif ? MagickFormat.Heic : MagickFormat.Dng,
        FrameIndex = 0,
        FrameCount = 1,
    };

    /// <summary>What the decoder says of a broken file ends with places of its own; only what is wrong is told.</summary>
    private static void Try(Action decode)
    {
        try
        {
            decode();
        }
        catch (MagickException e)
        {
            string message = e.Message.Split(" `")[0].Split("\\n")[0].Trim();
            throw new InvalidDataException(message.Length > 0 ? message : "it cannot be decoded", e);
        }
    }

    private static bool IsUnknownRaw(InvalidDataException fault) => fault.Message.Contains(UnknownRaw, StringComparison.Ordinal);
}
