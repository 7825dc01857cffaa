using Lookalike.Training.Augmentations;
using Lookalike.Training.Features;
using static TorchSharp.torch;

namespace Lookalike.Training.Objectives;

/// <summary>
/// What one stage of training minimises, and what the loop gives the network for it. The tensors of the whole set are the stage's own; a step
/// takes the rows of its batch. Not safe to use from several threads at once.
/// </summary>
internal sealed class StageLoss : IDisposable
{
    /// <summary>The loss: tensors of a batch in, one number out, in the caller's dispose scope.</summary>
    public required Func<StepTensors, Tensor> Of { get; init; }

    /// <summary>How the encoder's images are changed; null: not at all.</summary>
    public Augmenter? Changes { get; init; }

    /// <summary>(N, d): the latents that the decoder draws from in place of the encoder's, which is left as it is; null where the encoder learns.</summary>
    public Tensor? Latents { get; init; }

    /// <summary>The gradient histograms of all images, where the loss compares them; they stay the caller's.</summary>
    public ShapeFeatures? Histograms { get; init; }

    /// <summary>(N, d): what the latents are to become, rows of length 1; null where there is nothing.</summary>
    public Tensor? Targets { get; init; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Latents?.Dispose();
        Targets?.Dispose();
    }
}
