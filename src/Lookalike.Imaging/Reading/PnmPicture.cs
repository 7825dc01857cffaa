using Lookalike.Imaging.Formats;
using Lookalike.Imaging.Pixels;

namespace Lookalike.Imaging.Reading;

/// <summary>A portable any-map, whose pixels are decoded here: the libvips that comes along does not read them.</summary>
internal sealed class PnmPicture : IPictureSource
{
    private readonly byte[] _file;
    private readonly PnmHeader _header;

    /// <summary>Reads the header.</summary>
    /// <exception cref="InvalidDataException">It is broken or cut short.</exception>
    public PnmPicture(byte[] file)
    {
        _file = file;
        _header = PnmHeader.Read(new HeaderBytes(file));
    }

    public int Width => _header.Width;

    public int Height => _header.Height;

    public Raster Fit(PixelShape shape, PictureFit fit, PictureArea? area) => Fitting.Fit(Decode(), shape, fit, area);

    public void Dispose()
    {
        // Nothing outside managed memory is held.
    }

    private Raster Decode()
    {
        long count = (long)Width * Height * _header.Bands;
        if (count > Array.MaxLength) throw new InvalidDataException($"a map of {Width} x {Height} pixels takes more memory than one array holds");

        // Every number has a byte at least, or a bit: a header that promises more than the file has is found out before memory is taken.
        long rowLength = _header.Kind == 4 ? (Width + 7L) / 8 : (long)Width * _header.Bands * (_header.IsText || _header.Maximum < 256 ? 1 : 2);
        long found = Math.Max(0, _file.Length - _header.PixelOffset);
        if (rowLength * Height > found) throw new InvalidDataException($"expected {rowLength * Height:N0} bytes of pixels, found {found:N0}");

        var values = new byte[count];
        ReadOnlySpan<byte> stored = _file.AsSpan((int)_header.PixelOffset);
        if (_header.IsText) ReadText(stored, values);
        else if (_header.Kind == 4) ReadBits(stored, values, (int)rowLength);
        else ReadBytes(stored, values);
        return new Raster(Width, Height, _header.Bands, values);
    }

    private void ReadText(ReadOnlySpan<byte> text, byte[] values)
    {
        int at = 0;
        for (int i = 0; i < values.Length; i++)
        {
            while (at < text.Length && PnmHeader.IsSpace(text[at])) at++;
            int start = at, value = 0;

            // Bits may stand together without spaces.
            while (at < text.Length && char.IsAsciiDigit((char)text[at]) && value <= _header.Maximum && !(_header.IsBits && at > start))
                value = (value * 10) + (text[at++] - '0');
            if (at == start) throw new InvalidDataException($"expected {values.Length:N0} numbers, found {i:N0}");
            values[i] = Level(value);
        }
    }

    private void ReadBits(ReadOnlySpan<byte> rows, byte[] values, int rowLength)
    {
        for (int i = 0; i < values.Length; i++)
        {
            int y = i / Width, x = i % Width;
            values[i] = Level((rows[(y * rowLength) + (x / 8)] >> (7 - (x % 8))) & 1);
        }
    }

    private void ReadBytes(ReadOnlySpan<byte> stored, byte[] values)
    {
        bool wide = _header.Maximum >= 256;
        for (int i = 0; i < values.Length; i++) values[i] = Level(wide ? (stored[i * 2] << 8) | stored[(i * 2) + 1] : stored[i]);
    }

    /// <summary>A value as 0..255.</summary>
    private byte Level(int value)
    {
        int level = ((Math.Min(value, _header.Maximum) * 255) + (_header.Maximum / 2)) / _header.Maximum;
        return (byte)(_header.IsBits ? 255 - level : level);
    }
}
