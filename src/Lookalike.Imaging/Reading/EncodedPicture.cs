using NetVips;

namespace Lookalike.Imaging;

/// <summary>A picture in one of the formats that libvips decodes.</summary>
internal sealed class EncodedPicture : IPictureSource
{
    // A loader's option: thumbnail's own argument of this name does not reach the loader of a buffer (libvips 8.18).
    private const string FailOnError = "fail-on=error";

    private const string Profile = "icc-profile-data";

    private readonly byte[] _encoded;
    private readonly PictureFormat _format;
    private readonly Image _header;
    private readonly int _orientation;

    private EncodedPicture(byte[] encoded, PictureFormat format, Image header)
    {
        _encoded = encoded;
        _format = format;
        _header = header;
        _orientation = header.Contains("orientation") && header.Get("orientation") is int orientation ? orientation : 1;
    }

    public int Width => OnItsSide ? _header.Height : _header.Width;

    public int Height => OnItsSide ? _header.Width : _header.Height;

    // Bytes without a profile are sRGB as they are. Asked for it all the same, libvips takes as long again as a small picture's decoding.
    private bool IsManaged => _header.Contains(Profile) || _header.Interpretation is not (Enums.Interpretation.Bw or Enums.Interpretation.Srgb);

    // Formats that cannot be decoded smaller: the header's own image is scaled, and the file is not opened a second time.
    private bool IsDecodedWhole => _format is PictureFormat.Png or PictureFormat.Gif && _orientation is 0 or 1;

    // EXIF 2.32, tag 274: 1 is upright, 5 to 8 exchange rows and columns.
    private bool OnItsSide => _orientation is >= 5 and <= 8;

    /// <summary>Reads the header. The pixels stay encoded.</summary>
    /// <exception cref="VipsException">The header is broken or breaks off.</exception>
    public static EncodedPicture Open(byte[] encoded, PictureFormat format) =>
        new(encoded, format, Image.NewFromBuffer(encoded, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error));

    public Raster Fit(PixelShape shape, PictureFit fit, PictureArea? area)
    {
        if (area is not null) return FitPart(shape, fit, area);
        if (PassesAsItIs(shape, fit)) return Fitting.ToRaster(_header, shape);
        if (Fitting.CutsFirst(Width, Height, shape, fit)) return CutAndScale(shape);
        (Enums.Size size, Enums.Interesting crop) = Fitting.Names(fit);
        string? profile = IsManaged ? Fitting.Srgb : null;
        using Image fitted = IsDecodedWhole
            ? _header.ThumbnailImage(shape.Width, height: shape.Height, size: size, crop: crop, outputProfile: profile)
            : Image.ThumbnailBuffer(_encoded, shape.Width, optionString: FailOnError, height: shape.Height, size: size, crop: crop, outputProfile: profile);
        return Fitting.ToRaster(fitted, shape);
    }

    public void Dispose() => _header.Dispose();

    /// <summary>Cuts the part out of the picture, decoded no larger than twice what the shape needs of the part.</summary>
    private Raster FitPart(PixelShape shape, PictureFit fit, PictureArea area)
    {
        double scale = 2 * Math.Max((double)shape.Width / area.Width, (double)shape.Height / area.Height);
        if (scale >= 1)
        {
            using Image whole = Upright();
            using Image part = whole.Crop(area.X, area.Y, area.Width, area.Height);
            return Fitting.Fit(part, shape, fit, IsManaged ? Fitting.Srgb : null);
        }

        using Image small = Image.ThumbnailBuffer(
            _encoded, Scaled(Width), optionString: FailOnError, height: Scaled(Height), size: Enums.Size.Force, outputProfile: IsManaged ? Fitting.Srgb : null);
        double across = (double)small.Width / Width, down = (double)small.Height / Height;
        int left = Math.Min((int)Math.Round(area.X * across), small.Width - 1), top = Math.Min((int)Math.Round(area.Y * down), small.Height - 1);
        int width = Math.Clamp((int)Math.Round(area.Width * across), 1, small.Width - left), height = Math.Clamp((int)Math.Round(area.Height * down), 1, small.Height - top);
        using Image cut = small.Crop(left, top, width, height);
        return Fitting.Fit(cut, shape, fit, profile: null);

        int Scaled(int side) => Math.Max(1, (int)Math.Round(side * scale));
    }

    private Image Upright()
    {
        using Image stored = Image.NewFromBuffer(_encoded, failOn: Enums.FailOn.Error);
        return stored.Autorot();
    }

    private Raster CutAndScale(PixelShape shape)
    {
        using Image upright = Upright();
        using Image fitted = Fitting.CutAndScale(upright, shape);
        return Fitting.ToRaster(fitted, shape);
    }

    private bool PassesAsItIs(PixelShape shape, PictureFit fit) =>
        _orientation is 0 or 1
        && Fitting.IsDone(Width, Height, shape, fit)
        && !_header.Contains(Profile)
        && _header.Interpretation is Enums.Interpretation.Bw or Enums.Interpretation.Srgb or Enums.Interpretation.Grey16 or Enums.Interpretation.Rgb16;
}
