using Lookalike.Application.Evaluating.LabelFree.Planes;

namespace Lookalike.Application.Evaluating.LabelFree;

/// <summary>A hash by which programs know copies of a picture without having learnt anything: bits that the grey of the whole picture gives.</summary>
internal sealed class PictureHash
{
    private const int Low = 8, Side = 32;

    private static readonly float[] Waves =
        [.. Enumerable.Range(0, Low * Side).Select(i => (float)Math.Cos(Math.PI * (i / Side) * ((2 * (i % Side)) + 1) / (2 * Side)))];

    private readonly (int Height, int Width) _size;
    private readonly Func<float[], IEnumerable<bool>> _bits;

    private PictureHash(string name, int count, (int Height, int Width) size, Func<float[], IEnumerable<bool>> bits) =>
        (Name, Count, _size, _bits) = (name, count, size, bits);

    /// <summary>
    /// The hash known as pHash: which of the low frequencies (an 8 x 8 corner of the cosine transform of 32 x 32 pixels, without the mean) are
    /// above their median.
    /// </summary>
    public static PictureHash Perceptual { get; } = new("pHash", (Low * Low) - 1, (Side, Side), LowFrequencies);

    /// <summary>The hash known as dHash: which of 8 x 8 pixels are lighter than their right neighbours.</summary>
    public static PictureHash Difference { get; } = new("dHash", 64, (8, 9), Steps);

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>How many bits it has.</summary>
    public int Count { get; }

    /// <summary>What brings pictures of a size to the few pixels that are hashed. They are stretched to it.</summary>
    public PlaneScale ScaleOf(int height, int width) => new(height, width, _size.Height, _size.Width);

    /// <summary>Hashes a picture.</summary>
    /// <param name="grey">[height, width], how light each pixel is.</param>
    /// <param name="scale">What <see cref="ScaleOf"/> gave for that size.</param>
    /// <param name="hash">Receives <see cref="Count"/> values, each 0 or 1: their Hamming distance is that of the hashes.</param>
    public void Make(ReadOnlySpan<float> grey, PlaneScale scale, Span<float> hash)
    {
        float[] small = new float[_size.Height * _size.Width];
        scale.Apply(grey, small);
        int i = 0;
        foreach (bool bit in _bits(small)) hash[i++] = bit ? 1 : 0;
    }

    private static IEnumerable<bool> LowFrequencies(float[] grey)
    {
        // Down first, then across: [32, 32] -> [8, 32] -> [8, 8].
        float[] down = new float[Low * Side], low = new float[Low * Low];
        for (int v = 0; v < Low; v++)
        {
            for (int i = 0; i < Side * Side; i++) down[(v * Side) + (i % Side)] += Waves[(v * Side) + (i / Side)] * grey[i];
        }

        for (int i = 0; i < Low * Low; i++)
        {
            for (int x = 0; x < Side; x++) low[i] += down[(i / Low * Side) + x] * Waves[(i % Low * Side) + x];
        }

        float[] sorted = low[1..];
        Array.Sort(sorted);
        return low.Skip(1).Select(value => value > sorted[sorted.Length / 2]);
    }

    private static IEnumerable<bool> Steps(float[] grey) => Enumerable.Range(0, 64).Select(i => grey[(i / 8 * 9) + (i % 8)] > grey[(i / 8 * 9) + (i % 8) + 1]);
}
