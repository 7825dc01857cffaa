namespace Lookalike.Application.Evaluating.LabelFree;

/// <summary>What is found from the same copies without a trained model.</summary>
internal sealed class LabelFreeBaselines
{
    internal LabelFreeBaselines(CopyScores rawPixels, CopyScores histogram, CopyScores randomProjection, CopyScores? untrainedEncoder) =>
        (RawPixels, Histogram, RandomProjection, UntrainedEncoder) = (rawPixels, histogram, randomProjection, untrainedEncoder);

    /// <summary>The pixels themselves, Euclidean distance.</summary>
    public CopyScores RawPixels { get; }

    /// <summary>A histogram: 32 bins of grey, or 8 x 8 x 8 joint bins of red, green and blue; Manhattan distance (L1).</summary>
    public CopyScores Histogram { get; }

    /// <summary>Random sums and differences of the pixels, as many as the model's latent has values; Euclidean distance. Nothing in it is learnt.</summary>
    public CopyScores RandomProjection { get; }

    /// <summary>The model's own layers with random weights, by the model's distance: what the network is worth before it has seen an image.</summary>
    /// <value>Null for an encoder whose layers are not known.</value>
    public CopyScores? UntrainedEncoder { get; }

    /// <summary>All of them, in the order of the properties.</summary>
    /// <returns>Raw pixels, histogram, random projection, untrained encoder.</returns>
    internal IReadOnlyList<CopyScores> ToList() => UntrainedEncoder is null
        ? [RawPixels, Histogram, RandomProjection]
        : [RawPixels, Histogram, RandomProjection, UntrainedEncoder];
}
