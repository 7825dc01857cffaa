using NetVips;

namespace Lookalike.Imaging;

/// <summary>Decodes bytes to a raster that fits inside a shape: upright, sRGB or grey, 8 bits. Reports errors as libvips does.</summary>
internal sealed class Decoder : IDisposable
{
    // A loader's option: thumbnail's own argument of this name does not reach the loader of a buffer (libvips 8.18).
    private const string FailOnError = "fail-on=error";

    private readonly byte[] _encoded;
    private readonly Image _header;

    private Decoder(byte[] encoded, Image header)
    {
        _encoded = encoded;
        _header = header;
        Turned = header.Contains("orientation") && header.Get("orientation") is int orientation && orientation is >= 5 and <= 8;
        Upright = !header.Contains("orientation") || header.Get("orientation") is 1 or 0;
    }

    /// <summary>The width once upright, in pixels.</summary>
    public int Width => Turned ? _header.Height : _header.Width;

    /// <summary>The height once upright, in pixels.</summary>
    public int Height => Turned ? _header.Width : _header.Height;

    private bool Turned { get; }

    private bool Upright { get; }

    /// <summary>Reads the header. The pixels stay encoded.</summary>
    /// <exception cref="VipsException">The bytes are no picture of a known format, or break off in the header.</exception>
    public static Decoder Open(byte[] encoded) => new(encoded, Image.NewFromBuffer(encoded, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error));

    /// <summary>Decodes the picture, as large as fits inside <paramref name="shape"/> at its own aspect ratio.</summary>
    /// <returns>[height, width, channels], with an alpha band after the channels where the picture has one.</returns>
    /// <exception cref="VipsException">The pixels are broken or break off.</exception>
    public Raster Fit(PixelShape shape)
    {
        using Image fitted = FitsAsItIs(shape)
            ? _header.Copy()
            : Image.ThumbnailBuffer(_encoded, shape.Width, optionString: FailOnError, height: shape.Height, size: Enums.Size.Both, outputProfile: "srgb");
        using Image coloured = fitted.Colourspace(shape.Channels == 1 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
        using Image bytes = coloured.Cast(Enums.BandFormat.Uchar);

        // More than one band beside the colours is no picture of ours (spot inks): the first is taken for alpha.
        int bands = Math.Min(bytes.Bands, shape.Channels + 1);
        using Image known = bands == bytes.Bands ? bytes.Copy() : bytes.ExtractBand(0, bands);
        return new Raster(known.Width, known.Height, bands, known.WriteToMemory<byte>());
    }

    public void Dispose() => _header.Dispose();

    /// <summary>Whether the stored pixels are the fitted ones, so that they pass byte for byte.</summary>
    private bool FitsAsItIs(PixelShape shape) =>
        Upright
        && Width <= shape.Width && Height <= shape.Height && (Width == shape.Width || Height == shape.Height)
        && !_header.Contains("icc-profile-data")
        && _header.Interpretation is Enums.Interpretation.Bw or Enums.Interpretation.Srgb or Enums.Interpretation.Grey16 or Enums.Interpretation.Rgb16;
}
