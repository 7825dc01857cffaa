using Lookalike.Application.Evaluating.LabelFree.Planes;
using Lookalike.Imaging;
using Lookalike.Imaging.Text;

namespace Lookalike.Application.Evaluating.LabelFree.Changes;

/// <summary>A copy while something is drawn on it. Places are pixels from the left and from the top; colours are greys, 0..255.</summary>
internal sealed class Drawing
{
    private readonly PixelShape _shape;
    private readonly float[] _values;

    /// <summary>Begins with a plain ground.</summary>
    public Drawing(PixelShape shape, float ground)
    {
        (_shape, _values) = (shape, new float[shape.Count]);
        Array.Fill(_values, ground);
    }

    /// <summary>Begins with an image.</summary>
    public Drawing(PixelShape shape, ReadOnlySpan<byte> image)
        : this(shape, ground: 0)
    {
        for (int i = 0; i < image.Length; i++) _values[i] = image[i];
    }

    /// <summary>Draws an image, squeezed into a rectangle that lies inside.</summary>
    /// <param name="image">[channels, height, width] of the shape.</param>
    /// <param name="place">The rectangle, each side 1 and up.</param>
    public void Place(ReadOnlySpan<byte> image, (int Left, int Top, int Width, int Height) place)
    {
        var scale = new PlaneScale(_shape.Height, _shape.Width, place.Height, place.Width);
        int plane = _shape.Height * _shape.Width;
        float[] whole = new float[plane], small = new float[place.Height * place.Width];
        for (int channel = 0; channel < _shape.Channels; channel++)
        {
            for (int i = 0; i < plane; i++) whole[i] = image[(channel * plane) + i];
            scale.Apply(whole, small);
            for (int y = 0; y < place.Height; y++)
                small.AsSpan(y * place.Width, place.Width).CopyTo(_values.AsSpan((channel * plane) + ((place.Top + y) * _shape.Width) + place.Left));
        }
    }

    /// <summary>Fills a rectangle, of a pixel at its edge as much as it covers; what lies outside is not drawn.</summary>
    public void Fill((double Left, double Top, double Width, double Height) place, float colour)
    {
        for (int y = 0; y < _shape.Height; y++)
        {
            double down = Covered(y, place.Top, place.Height);
            if (down <= 0) continue;
            for (int x = 0; x < _shape.Width; x++) Blend(x, y, (float)(down * Math.Max(0, Covered(x, place.Left, place.Width))), colour);
        }

        static double Covered(int pixel, double first, double length) => Math.Min(pixel + 1, first + length) - Math.Max(pixel, first);
    }

    /// <summary>Writes a line, so many pixels wide, about the middle of the columns and of a band of rows.</summary>
    /// <param name="text">The line.</param>
    /// <param name="width">Its width.</param>
    /// <param name="rows">The first row of the band, and how many it has.</param>
    /// <param name="colour">The ink.</param>
    /// <param name="opacity">How much of what is below the ink hides, 0 to 1.</param>
    public void Write(TextMask text, double width, (int First, int Count) rows, float colour, float opacity)
    {
        int wide = Math.Clamp((int)Math.Round(width), 1, _shape.Width);
        int high = Math.Clamp((int)Math.Round(width * text.Height / text.Width), 1, rows.Count);
        float[] ink = new float[text.Coverage.Length], small = new float[high * wide];
        for (int i = 0; i < ink.Length; i++) ink[i] = text.Coverage[i] / (float)byte.MaxValue;
        new PlaneScale(text.Height, text.Width, high, wide).Apply(ink, small);
        int left = (_shape.Width - wide) / 2, top = rows.First + ((rows.Count - high) / 2);
        for (int i = 0; i < small.Length; i++) Blend(left + (i % wide), top + (i / wide), small[i] * opacity, colour);
    }

    /// <summary>Gives the drawing away.</summary>
    /// <param name="copy">Receives [channels, height, width], 0..255.</param>
    public void CopyTo(Span<byte> copy)
    {
        for (int i = 0; i < copy.Length; i++) copy[i] = ChangedCopy.ToByte(_values[i]);
    }

    private void Blend(int x, int y, float share, float colour)
    {
        for (int i = (y * _shape.Width) + x; i < _values.Length; i += _shape.Height * _shape.Width)
            _values[i] += share * (colour - _values[i]);
    }
}
