using Lookalike.Training.Data;
using Lookalike.Training.Runtime;
using static TorchSharp.torch;

namespace Lookalike.Training.Features;

/// <summary>The gradient histograms of all images of a set, computed once. Not safe to use from several threads at once.</summary>
internal sealed class ShapeFeatures : IDisposable
{
    private const int UsualBatch = 1000;

    private readonly Tensor _histograms; // (N,F) uint8: a 255th is finer than a network predicts

    /// <summary>Computes them.</summary>
    /// <param name="images">The images; they stay the caller's.</param>
    public ShapeFeatures(ImageBatches images)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var parts = new List<Tensor>();
        int size = images.Chunk(UsualBatch);
        for (int start = 0; start < images.Count; start += size)
        {
            using var batch = NewDisposeScope();
            Tensor pixels = images.Slice(start, Math.Min(size, images.Count - start));
            parts.Add(GradientHistograms.Compute(pixels).Times(255).round_().to(ScalarType.Byte).MoveToOuterDisposeScope());
        }

        _histograms = cat(parts).DetachFromDisposeScope();
    }

    /// <summary>The histograms of the images at some positions.</summary>
    /// <param name="positions">[B] int64.</param>
    /// <returns>(B, F) float32 in 0..1, in the caller's dispose scope.</returns>
    public Tensor Gather(Tensor positions) => _histograms.index_select(0, positions).to(ScalarType.Float32).Divide(255);

    /// <inheritdoc/>
    public void Dispose() => _histograms.Dispose();
}
