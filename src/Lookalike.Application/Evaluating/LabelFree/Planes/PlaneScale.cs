using System.Numerics.Tensors;

namespace Lookalike.Application.Evaluating.LabelFree.Planes;

/// <summary>
/// Brings planes of one size to another: each value is the mean of those about its place, the nearer the heavier (a triangle as wide as two
/// of the larger pixels), which is bilinear where a plane grows. Immutable, so thread-safe.
/// </summary>
internal sealed class PlaneScale
{
    private readonly (int First, float[] Weights)[] _rows, _columns;
    private readonly int _height, _width;

    /// <summary>Names the sizes, each 1 and up.</summary>
    public PlaneScale(int height, int width, int toHeight, int toWidth)
    {
        (_height, _width) = (height, width);
        (_rows, _columns) = (Means(height, toHeight), Means(width, toWidth));
    }

    /// <summary>Scales a plane.</summary>
    /// <param name="plane">[height, width], any values.</param>
    /// <param name="scaled">Receives the plane in its new size; all of it is overwritten.</param>
    public void Apply(ReadOnlySpan<float> plane, Span<float> scaled)
    {
        int columns = _columns.Length;

        // [height, width] -> [height, columns] -> [rows, columns]
        float[] across = new float[_height * columns];
        for (int y = 0; y < _height; y++)
        {
            ReadOnlySpan<float> row = plane.Slice(y * _width, _width);
            for (int x = 0; x < columns; x++)
            {
                (int first, float[] weights) = _columns[x];
                across[(y * columns) + x] = TensorPrimitives.Dot(row.Slice(first, weights.Length), weights);
            }
        }

        for (int y = 0; y < _rows.Length; y++)
        {
            (int first, float[] weights) = _rows[y];
            Span<float> row = scaled.Slice(y * columns, columns);
            row.Clear();
            for (int i = 0; i < weights.Length; i++)
                TensorPrimitives.MultiplyAdd(across.AsSpan((first + i) * columns, columns), weights[i], row, row);
        }
    }

    /// <summary>For each pixel of a side: which of the other side's it is the mean of, and how heavy each is; the weights add up to 1.</summary>
    private static (int First, float[] Weights)[] Means(int from, int to)
    {
        double scale = (double)from / to, reach = Math.Max(scale, 1);
        var means = new (int, float[])[to];
        for (int i = 0; i < to; i++)
        {
            // Centres of pixels are at a half. What is a whole reach away weighs nothing.
            double centre = ((i + 0.5) * scale) - 0.5;
            int first = Math.Max(0, (int)Math.Floor(centre - reach) + 1), last = Math.Min(from - 1, (int)Math.Ceiling(centre + reach) - 1);
            double[] weights = [.. Enumerable.Range(first, last - first + 1).Select(j => 1 - (Math.Abs(j - centre) / reach))];
            double sum = weights.Sum();
            means[i] = (first, [.. weights.Select(weight => (float)(weight / sum))]);
        }

        return means;
    }
}
