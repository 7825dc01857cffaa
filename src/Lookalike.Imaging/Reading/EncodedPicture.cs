using Lookalike.Imaging.Formats;
using Lookalike.Imaging.Pixels;
using NetVips;

namespace Lookalike.Imaging.Reading;

/// <summary>A picture in one of the formats that libvips decodes.</summary>
internal sealed class EncodedPicture : IPictureSource
{
    private const string Profile = "icc-profile-data";

    private readonly byte[] _encoded;
    private readonly PictureHeader _header;

    // Libvips reads the array where it lies, and for every image anew.
    private readonly Source _source;
    private readonly Image _opened;
    private readonly int _orientation;

    private EncodedPicture(byte[] encoded, PictureHeader header)
    {
        _encoded = encoded;
        _header = header;
        _source = Source.NewFromMemory(encoded);
        try
        {
            _opened = Load(_source, Enums.Access.Sequential);
            _orientation = _opened.Contains("orientation") && _opened.Get("orientation") is int orientation ? orientation : 1;
        }
        catch
        {
            _source.Dispose();
            throw;
        }
    }

    public int Width => OnItsSide ? _opened.Height : _opened.Width;

    public int Height => OnItsSide ? _opened.Width : _opened.Height;

    // Bytes without a profile are sRGB as they are. Asked for it all the same, libvips takes as long again as a small picture's decoding.
    private bool IsManaged => _opened.Contains(Profile) || _opened.Interpretation is not (Enums.Interpretation.Bw or Enums.Interpretation.Srgb);

    private bool IsUpright => _orientation is 0 or 1;

    // Formats that cannot be decoded smaller: the header's own image is scaled, and the file is not opened a second time.
    private bool IsDecodedWhole => _header.Format is PictureFormat.Png or PictureFormat.Gif && IsUpright;

    // EXIF 2.32, tag 274: 1 is upright, 5 to 8 exchange rows and columns.
    private bool OnItsSide => _orientation is >= 5 and <= 8;

    // A loader's options: thumbnail's own argument of this name does not reach the loader of a buffer (libvips 8.18).
    private string Options => _header.Page is var (name, number) ? $"fail-on=error,{name}={number}" : "fail-on=error";

    /// <summary>Reads the header. The pixels stay encoded.</summary>
    /// <param name="encoded">The file. It must not change before this is disposed.</param>
    /// <param name="header">What is known of it.</param>
    /// <exception cref="VipsException">The header is broken or breaks off.</exception>
    public static EncodedPicture Open(byte[] encoded, PictureHeader header) =>
        new(header.Format == PictureFormat.Avif ? WithKnownBrand(encoded) : encoded, header);

    public Raster Fit(PixelShape shape, PictureFit fit, PictureArea? area)
    {
        if (_header is { IsDeep: true, Format: PictureFormat.Tiff } && DeepRange.CanHave(_opened) && DeepRange.Of(_opened) is { IsFull: false } range)
            return FitUpright(shape, fit, area, range);
        if (area is not null) return FitPart(shape, fit, area);
        if (PassesAsItIs(shape, fit))
            return _header.IsDeep && _header.Format == PictureFormat.Tiff ? FitUpright(shape, fit, area, range: null) : Fitting.ToRaster(_opened, shape);
        if (Fitting.CutsFirst(Width, Height, shape, fit)) return FitUpright(shape, fit, area, range: null);
        (Enums.Size size, Enums.Interesting crop) = Fitting.Names(fit);
        string? profile = IsManaged ? Fitting.Srgb : null;
        if (IsDecodedWhole)
        {
            using Image scaled = _opened.ThumbnailImage(shape.Width, height: shape.Height, size: size, crop: crop, outputProfile: profile);
            return Fitting.ToRaster(scaled, shape);
        }

        using Image fitted = Image.ThumbnailSource(
            _source, shape.Width, optionString: Options, height: shape.Height, size: size, crop: crop, outputProfile: profile);
        return Fitting.ToRaster(fitted, shape);
    }

    public void Dispose()
    {
        _opened.Dispose();
        _source.Dispose();
    }

    /// <summary>Cuts the part out of the picture, decoded no larger than twice what the shape needs of the part.</summary>
    private Raster FitPart(PixelShape shape, PictureFit fit, PictureArea area)
    {
        double scale = 2 * Math.Max((double)shape.Width / area.Width, (double)shape.Height / area.Height);
        if (scale >= 1) return FitUpright(shape, fit, area, range: null);

        using Image small = Image.ThumbnailSource(
            _source, Scaled(Width), optionString: Options, height: Scaled(Height), size: Enums.Size.Force, outputProfile: IsManaged ? Fitting.Srgb : null);
        double across = (double)small.Width / Width, down = (double)small.Height / Height;
        int left = Math.Min((int)Math.Round(area.X * across), small.Width - 1), top = Math.Min((int)Math.Round(area.Y * down), small.Height - 1);
        int width = Math.Clamp((int)Math.Round(area.Width * across), 1, small.Width - left);
        int height = Math.Clamp((int)Math.Round(area.Height * down), 1, small.Height - top);
        using Image cut = small.Crop(left, top, width, height);
        return Fitting.Fit(cut, shape, fit, profile: null);

        int Scaled(int side) => Math.Max(1, (int)Math.Round(side * scale));
    }

    /// <summary>Decodes at full size, and cuts before it scales. Turning needs all rows at once; what is upright is read from the first to the last.</summary>
    private Raster FitUpright(PixelShape shape, PictureFit fit, PictureArea? area, DeepRange? range)
    {
        using Source source = Source.NewFromMemory(_encoded);
        using Image stored = Load(source, IsUpright ? Enums.Access.Sequential : Enums.Access.Random);
        using Image samples = range is { } known ? known.ToSixteenBits(stored) : stored.Copy();
        using Image upright = samples.Autorot();
        using Image part = area is null ? upright.Copy() : upright.Crop(area.X, area.Y, area.Width, area.Height);
        return Fitting.Fit(part, shape, fit, IsManaged ? Fitting.Srgb : null);
    }

    /// <summary>libvips goes by the first brand alone, and does not know that of a sequence, which has a still picture too.</summary>
    private static byte[] WithKnownBrand(byte[] encoded)
    {
        const int BrandAt = 8;
        if (encoded.AsSpan(BrandAt).StartsWith("avif"u8)) return encoded;
        byte[] known = [.. encoded];
        "avif"u8.CopyTo(known.AsSpan(BrandAt));
        return known;
    }

    private Image Load(Source source, Enums.Access access) =>
        Image.NewFromSource(
            source, access: access, failOn: Enums.FailOn.Error, kwargs: _header.Page is var (name, number) ? new VOption { { name, number } } : null);

    private bool PassesAsItIs(PixelShape shape, PictureFit fit) =>
        IsUpright
        && Fitting.IsDone(Width, Height, shape, fit)
        && !_opened.Contains(Profile)
        && _opened.Interpretation is Enums.Interpretation.Bw or Enums.Interpretation.Srgb or Enums.Interpretation.Grey16 or Enums.Interpretation.Rgb16;
}
