using Lookalike.Datasets;

namespace Lookalike.Training.Data;

/// <summary>Which images a run was given, whatever it trains on of them.</summary>
internal sealed record ImageOrigin
{
    /// <summary>The hash of all that it was given.</summary>
    public required string Hash { get; init; }

    /// <summary>How many those are.</summary>
    public required int Count { get; init; }

    /// <summary>How many of them are trained on; null for all.</summary>
    public int? Sample { get; init; }

    /// <summary>How many of the validation images are validated with; null for all.</summary>
    public int? ValidationSample { get; init; }

    /// <summary>All images of a set.</summary>
    /// <param name="images">The set.</param>
    public static ImageOrigin Of(ImageSet images) => new() { Hash = TrainingImages.Hash(images), Count = images.Count };
}
