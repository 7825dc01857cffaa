namespace Lookalike.Training.Augmentations;

/// <summary>One image: [channels, height, width], 0..1.</summary>
internal readonly ref struct ImagePlanes
{
    /// <summary>Names what lies in memory.</summary>
    /// <param name="values">[channels, height, width].</param>
    /// <param name="channels">1 or 3.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    public ImagePlanes(Span<float> values, int channels, int height, int width)
    {
        Values = values;
        Channels = channels;
        Height = height;
        Width = width;
    }

    public Span<float> Values { get; }

    public int Channels { get; }

    public int Height { get; }

    public int Width { get; }

    /// <summary>One channel, [height, width].</summary>
    public Span<float> Channel(int channel) => Values.Slice(channel * Height * Width, Height * Width);

    /// <summary>The colour at a place between pixels, bilinear; what lies outside is the nearest pixel of the border.</summary>
    /// <param name="column">Columns from the middle of the first.</param>
    /// <param name="row">Rows from the middle of the first.</param>
    /// <param name="colour">Receives [channels].</param>
    public void Sample(float column, float row, Span<float> colour)
    {
        column = Math.Clamp(column, 0, Width - 1);
        row = Math.Clamp(row, 0, Height - 1);
        int left = (int)column, top = (int)row;
        int right = Math.Min(left + 1, Width - 1), upper = top * Width, lower = Math.Min(top + 1, Height - 1) * Width;
        float toRight = column - left, toLower = row - top;
        for (int channel = 0; channel < colour.Length; channel++)
        {
            ReadOnlySpan<float> plane = Channel(channel);
            float above = float.Lerp(plane[upper + left], plane[upper + right], toRight);
            float below = float.Lerp(plane[lower + left], plane[lower + right], toRight);
            colour[channel] = float.Lerp(above, below, toLower);
        }
    }
}
