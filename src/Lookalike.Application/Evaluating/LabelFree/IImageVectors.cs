using Lookalike.Search.Distances;

namespace Lookalike.Application.Evaluating.LabelFree;

/// <summary>A way to make vectors of images.</summary>
internal interface IImageVectors
{
    /// <summary>What the vectors are called in reports.</summary>
    string Name { get; }

    /// <summary>The distance that suits them.</summary>
    DistanceMetric Metric { get; }

    /// <summary>Floats in a vector.</summary>
    int Dimension { get; }

    /// <summary>Makes a vector of each image.</summary>
    /// <param name="pixels">[count, channels, height, width], 0..255.</param>
    /// <param name="count">How many images.</param>
    /// <param name="vectors">Receives [count, <see cref="Dimension"/>].</param>
    void Make(ReadOnlySpan<byte> pixels, int count, Span<float> vectors);
}
