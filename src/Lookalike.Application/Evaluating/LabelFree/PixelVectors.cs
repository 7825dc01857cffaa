using System.Numerics.Tensors;
using Lookalike.Imaging;
using Lookalike.Search.Distances;

namespace Lookalike.Application.Evaluating.LabelFree;

/// <summary>The pixels themselves, 0..1: what similarity is without any model.</summary>
internal sealed class PixelVectors(PixelShape shape) : IImageVectors
{
    public string Name => "raw pixels";

    public DistanceMetric Metric => DistanceMetric.Euclidean;

    public int Dimension => shape.Count;

    public void Make(ReadOnlySpan<byte> pixels, int count, Span<float> vectors)
    {
        TensorPrimitives.ConvertTruncating<byte, float>(pixels, vectors);
        TensorPrimitives.Divide(vectors, byte.MaxValue, vectors);
    }
}
