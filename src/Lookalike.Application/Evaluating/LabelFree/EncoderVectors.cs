using Lookalike.Models.Encoders;
using Lookalike.Search.Distances;

namespace Lookalike.Application.Evaluating.LabelFree;

/// <summary>The latents of an encoder, trained or not.</summary>
internal sealed class EncoderVectors(string name, IImageEncoder encoder, DistanceMetric metric) : IImageVectors
{
    public string Name => name;

    public DistanceMetric Metric => metric;

    public int Dimension => encoder.Description.LatentSize;

    public void Make(ReadOnlySpan<byte> pixels, int count, Span<float> vectors) => encoder.Encode(pixels, count, vectors);
}
