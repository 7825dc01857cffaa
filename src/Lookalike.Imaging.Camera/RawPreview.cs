using Lookalike.Imaging.Formats;
using Lookalike.Imaging.Pixels;
using Lookalike.Imaging.Reading;

namespace Lookalike.Imaging.Camera;

/// <summary>The picture that a camera puts into its raw file for its own screen: a JPEG, wherever it lies.</summary>
internal sealed class RawPreview : IPictureSource
{
    /// <summary>The pictures that are looked at, and what of each: a header is far smaller.</summary>
    private const int MaxPictures = 64, HeaderLength = 1 << 18;

    private readonly EncodedPicture _picture;

    private RawPreview(EncodedPicture picture) => _picture = picture;

    public int Width => _picture.Width;

    public int Height => _picture.Height;

    public bool IsPreview => true;

    /// <summary>Opens the largest.</summary>
    /// <param name="raw">The raw file.</param>
    /// <returns>The picture; null where there is none.</returns>
    public static RawPreview? Open(byte[] raw) =>
        Find(raw) is var (at, header) ? new RawPreview(EncodedPicture.Open(raw[at..], header)) : null;

    public Raster Fit(PixelShape shape, PictureFit fit, PictureArea? area) => _picture.Fit(shape, fit, area);

    public void Dispose() => _picture.Dispose();

    private static (int At, PictureHeader Header)? Find(byte[] raw)
    {
        (int At, PictureHeader Header)? largest = null;
        int at = 0;
        for (int i = 0; i < MaxPictures; i++, at += 3)
        {
            int next = raw.AsSpan(at).IndexOf((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);
            if (next < 0) break;
            at += next;
            if (HeaderAt(raw, at) is not { } header) continue;
            if (largest is not { Header: var other } || header.Width * header.Height > other.Width * other.Height) largest = (at, header);
        }

        return largest;
    }

    private static PictureHeader? HeaderAt(byte[] raw, int at)
    {
        try
        {
            return PictureHeader.Read(new HeaderBytes(raw[at..Math.Min(raw.Length, at + HeaderLength)]), PictureFormat.Jpeg);
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException)
        {
            return null; // three bytes of something else
        }
    }
}
