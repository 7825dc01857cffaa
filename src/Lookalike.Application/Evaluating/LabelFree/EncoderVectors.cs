using Lookalike.Models;
using Lookalike.Search;

namespace Lookalike.Application;

/// <summary>The latents of the model that is measured.</summary>
internal sealed class EncoderVectors(Encoder encoder, DistanceMetric metric) : IImageVectors
{
    public string Name => "model";

    public DistanceMetric Metric => metric;

    public int Dimension => encoder.LatentSize;

    public void Make(ReadOnlySpan<byte> pixels, int count, Span<float> vectors) => encoder.Encode(pixels, count, vectors);
}
