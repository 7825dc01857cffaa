namespace Lookalike.Imaging.Margins;

/// <summary>The colour of a line of pixels.</summary>
internal sealed class LineColour
{
    /// <summary>How far a channel may lie from it, in levels: JPEG at a low quality, and the blend of scaling.</summary>
    private const int Tolerance = 20;

    private readonly int _red, _green, _blue;

    private LineColour(int red, int green, int blue) => (_red, _green, _blue) = (red, green, blue);

    /// <summary>The median of each channel.</summary>
    /// <param name="line">[pixels, 3], at least one.</param>
    public static LineColour MedianOf(ReadOnlySpan<byte> line) => new(Median(line, 0), Median(line, 1), Median(line, 2));

    /// <summary>The share of a line's pixels that have it, 0 to 1.</summary>
    /// <param name="line">[pixels, 3], at least one.</param>
    public double ShareOf(ReadOnlySpan<byte> line)
    {
        int same = 0;
        for (int i = 0; i < line.Length; i += 3)
        {
            if (Math.Abs(line[i] - _red) <= Tolerance && Math.Abs(line[i + 1] - _green) <= Tolerance && Math.Abs(line[i + 2] - _blue) <= Tolerance) same++;
        }

        return same / (line.Length / 3.0);
    }

    private static int Median(ReadOnlySpan<byte> line, int channel)
    {
        Span<int> levels = stackalloc int[256];
        levels.Clear();
        for (int i = channel; i < line.Length; i += 3) levels[line[i]]++;
        int left = line.Length / 6, level = 0;
        while (levels[level] <= left) left -= levels[level++];
        return level;
    }
}
