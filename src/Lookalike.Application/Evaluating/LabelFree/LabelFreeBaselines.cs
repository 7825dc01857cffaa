namespace Lookalike.Application.Evaluating.LabelFree;

/// <summary>What is found from the same copies without a trained model.</summary>
internal sealed class LabelFreeBaselines
{
    /// <summary>The pixels themselves, Euclidean distance.</summary>
    public required CopyScores RawPixels { get; init; }

    /// <summary>A histogram: 32 bins of grey, or 8 x 8 x 8 joint bins of red, green and blue; Manhattan distance (L1).</summary>
    public required CopyScores Histogram { get; init; }

    /// <summary>Random sums and differences of the pixels, as many as the model's latent has values; Euclidean distance. Nothing in it is learnt.</summary>
    public required CopyScores RandomProjection { get; init; }

    /// <summary>The model's own layers with random weights, by the model's distance: what the network is worth before it has seen an image.</summary>
    /// <value>Null for an encoder whose layers are not known.</value>
    public CopyScores? UntrainedEncoder { get; init; }

    /// <summary>The hash known as pHash: 63 signs of low frequencies; Hamming distance.</summary>
    public required CopyScores PerceptualHash { get; init; }

    /// <summary>The hash known as dHash: 64 differences of neighbours; Hamming distance.</summary>
    public required CopyScores DifferenceHash { get; init; }

    /// <summary>All of them, in the order of the properties; without <see cref="UntrainedEncoder"/> where there is none.</summary>
    internal IReadOnlyList<CopyScores> ToList() =>
        [RawPixels, Histogram, RandomProjection, .. UntrainedEncoder is null ? [] : new[] { UntrainedEncoder }, PerceptualHash, DifferenceHash];
}
