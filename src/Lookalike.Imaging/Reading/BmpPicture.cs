using System.Buffers.Binary;
using Lookalike.Imaging.Formats;
using Lookalike.Imaging.Pixels;

namespace Lookalike.Imaging.Reading;

/// <summary>A Windows bitmap, whose pixels are decoded here. Row and run-length forms: "Bitmap Compression" of the Windows API.</summary>
internal sealed class BmpPicture : IPictureSource
{
    private const int RedMask = 0, GreenMask = 1, BlueMask = 2, AlphaMask = 3;

    private readonly byte[] _file;
    private readonly BmpHeader _header;

    /// <summary>Reads the header.</summary>
    /// <exception cref="InvalidDataException">It is cut short, or says what no bitmap says.</exception>
    public BmpPicture(byte[] file)
    {
        _file = file;
        _header = BmpHeader.Read(file);
    }

    public int Width => _header.Width;

    public int Height => _header.Height;

    public Raster Fit(PixelShape shape, PictureFit fit, PictureArea? area) => Fitting.Fit(Decode(), shape, fit, area);

    public void Dispose()
    {
        // Nothing outside managed memory is held.
    }

    /// <summary>All pixels, [height, width, 3 or 4], red first.</summary>
    private Raster Decode()
    {
        bool alpha = _header.Masks[AlphaMask] != 0 && _header.BitsPerPixel >= 16;
        long size = (long)Width * Height * (alpha ? 4 : 3);
        if (size > Array.MaxLength) throw new InvalidDataException($"a bitmap of {Width} x {Height} pixels takes more memory than one array holds");

        // A stored row takes at least a bit a pixel: a header that promises more than the file has is found out before memory is taken.
        long stride = (((long)Width * _header.BitsPerPixel) + 31) / 32 * 4;
        bool runs = _header.Compression is BmpHeader.RunLength8 or BmpHeader.RunLength4;
        if (!runs && stride * Height > _file.Length - _header.PixelOffset)
            throw new InvalidDataException($"expected {stride * Height:N0} bytes of pixels, found {_file.Length - _header.PixelOffset:N0}");

        byte[] rows = runs ? BmpRuns.Expand(_file.AsSpan(_header.PixelOffset), Width, Height, _header.Compression == BmpHeader.RunLength4) : [];
        var values = new byte[size];
        int bands = alpha ? 4 : 3;
        for (int y = 0; y < Height; y++)
        {
            int storedRow = _header.TopDown ? y : Height - 1 - y;
            ReadOnlySpan<byte> row = runs ? rows.AsSpan(storedRow * Width, Width) : _file.AsSpan(_header.PixelOffset + (int)(storedRow * stride), (int)stride);
            Span<byte> target = values.AsSpan(y * Width * bands, Width * bands);
            for (int x = 0; x < Width; x++) ReadPixel(row, x, runs ? 8 : _header.BitsPerPixel, target.Slice(x * bands, bands));
        }

        var raster = new Raster(Width, Height, bands, values);
        if (alpha) ShowIfAllHidden(raster);
        return raster;
    }

    private void ReadPixel(ReadOnlySpan<byte> row, int x, int bits, Span<byte> to)
    {
        switch (bits)
        {
            case 24:
                (to[0], to[1], to[2]) = (row[(x * 3) + 2], row[(x * 3) + 1], row[x * 3]);
                return;
            case 16 or 32:
                uint pixel = bits == 16 ? BinaryPrimitives.ReadUInt16LittleEndian(row[(x * 2)..]) : BinaryPrimitives.ReadUInt32LittleEndian(row[(x * 4)..]);
                to[0] = BmpHeader.Part(pixel, _header.Masks[RedMask]);
                to[1] = BmpHeader.Part(pixel, _header.Masks[GreenMask]);
                to[2] = BmpHeader.Part(pixel, _header.Masks[BlueMask]);
                if (to.Length == 4) to[3] = BmpHeader.Part(pixel, _header.Masks[AlphaMask]);
                return;
            default:
                // The leftmost pixel is in the highest bits of a byte.
                int entry = (row[x * bits / 8] >> (8 - bits - (x * bits % 8))) & ((1 << bits) - 1);
                ReadOnlySpan<byte> colour = _header.Palette.AsSpan(entry * 3, 3);
                (to[0], to[1], to[2]) = (colour[2], colour[1], colour[0]);
                return;
        }
    }

    /// <summary>Many programs write an alpha band and leave it at zero. They mean a picture that is seen.</summary>
    private static void ShowIfAllHidden(Raster raster)
    {
        for (int i = 3; i < raster.Values.Length; i += 4)
        {
            if (raster.Values[i] != 0) return;
        }

        for (int i = 3; i < raster.Values.Length; i += 4) raster.Values[i] = 255;
    }
}
