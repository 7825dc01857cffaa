using System.Numerics.Tensors;
using Lookalike.Imaging;
using Lookalike.Search.Distances;

namespace Lookalike.Application.Evaluating.LabelFree;

/// <summary>
/// As many random sums and differences of the pixels as the model's latent has values: what its size alone is worth, with nothing learnt.
/// Every sign is as likely as the other (Achlioptas, Database-friendly random projections, 2003).
/// </summary>
internal sealed class ProjectionVectors(PixelShape shape, int dimension, int seed) : IImageVectors
{
    private readonly PixelVectors _pixels = new(shape);

    public string Name => "random projection";

    public DistanceMetric Metric => DistanceMetric.Euclidean;

    public int Dimension => dimension;

    public void Make(ReadOnlySpan<byte> pixels, int count, Span<float> vectors)
    {
        float[] values = new float[pixels.Length], weights = new float[shape.Count];
        _pixels.Make(pixels, count, values);
        byte[] draws = new byte[shape.Count];
        float unit = 1 / MathF.Sqrt(dimension);

        // One row of the matrix at a time, drawn anew for every batch: of large images the whole would not fit in memory.
        for (int row = 0; row < dimension; row++)
        {
            new Random(unchecked((seed * 65_537) + row)).NextBytes(draws);
            for (int i = 0; i < weights.Length; i++) weights[i] = draws[i] < 128 ? unit : -unit;
            for (int image = 0; image < count; image++)
                vectors[(image * dimension) + row] = TensorPrimitives.Dot(weights, values.AsSpan(image * shape.Count, shape.Count));
        }
    }
}
