using ImageMagick;
using ImageMagick.Formats;
using Lookalike.Imaging.Pixels;
using Lookalike.Imaging.Reading;

namespace Lookalike.Imaging.Camera;

/// <summary>
/// A picture in HEVC (ISO/IEC 23008-12, annex B), or what a sensor saw, developed as the camera meant it: its white balance, in sRGB. A raw file's own preview
/// never stands for it.
/// </summary>
internal sealed class CameraPicture : IPictureSource
{
    private const int BrandAt = 4;

    private readonly byte[] _encoded;
    private readonly bool _isHeif;

    private CameraPicture(byte[] encoded, bool isHeif, MagickImage header)
    {
        (_encoded, _isHeif) = (encoded, isHeif);

        // EXIF 2.32, tag 274: 5 to 8 exchange rows and columns.
        bool onItsSide = (int)header.Orientation is >= 5 and <= 8;
        (Width, Height) = onItsSide ? ((int)header.Height, (int)header.Width) : ((int)header.Width, (int)header.Height);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Reads the header. The pixels stay encoded.</summary>
    /// <param name="encoded">The file. It must not change before this is disposed.</param>
    /// <exception cref="InvalidDataException">It is broken or cut short.</exception>
    public static CameraPicture Open(byte[] encoded)
    {
        bool isHeif = encoded.AsSpan(BrandAt).StartsWith("ftyp"u8) && !encoded.AsSpan(2 * BrandAt).StartsWith("crx"u8);
        using var header = new MagickImage();
        Try(() => header.Ping(encoded, Settings(isHeif)));
        return new CameraPicture(encoded, isHeif, header);
    }

    public Raster Fit(PixelShape shape, PictureFit fit, PictureArea? area)
    {
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
}
