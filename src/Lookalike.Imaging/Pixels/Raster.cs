namespace Lookalike.Imaging.Pixels;

/// <summary>Decoded bytes, [height, width, bands], 0..255. Bands: 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha.</summary>
internal sealed class Raster
{
    public Raster(int width, int height, int bands, byte[] values)
    {
        Width = width;
        Height = height;
        Bands = bands;
        Values = values;
    }

    public int Width { get; }

    public int Height { get; }

    public int Bands { get; }

    public byte[] Values { get; }

    public bool HasAlpha => Bands is 2 or 4;
}
