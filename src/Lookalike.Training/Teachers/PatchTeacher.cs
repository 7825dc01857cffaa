using Lookalike.Datasets;
using Lookalike.Training.Patches;

namespace Lookalike.Training.Teachers;

/// <summary>Teaches what the sparse manifold transform makes of the images (<see cref="PatchCoder"/>), which is fitted to them first.</summary>
/// <param name="seed">What its draws follow from.</param>
internal sealed class PatchTeacher(int seed) : ITeacher
{
    /// <summary>What fitting takes, in images that are encoded.</summary>
    public const int FitImages = 15_000;

    /// <summary>What encoding an image takes, in images that the student encodes.</summary>
    public const double StudentImages = 10;

    /// <summary>The share of the work that is fitting, of a set of many thousand images.</summary>
    private const double FitShare = 0.25;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A side of the images is shorter than 16 pixels.</exception>
    public float[] Encode(ImageSet images, int size, int threads, Action<double>? progress, CancellationToken cancellationToken)
    {
        PatchSettings settings = PatchSettings.For(images.Shape) with { Size = size, Seed = seed };
        PatchCoder coder = PatchCoder.Fit(images, settings, threads, progress is null ? null : done => progress(done * FitShare), cancellationToken);
        return coder.Encode(images, threads, progress is null ? null : done => progress(FitShare + (done * (1 - FitShare))), cancellationToken);
    }
}
