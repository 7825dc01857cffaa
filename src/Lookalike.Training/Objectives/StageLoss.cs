using Lookalike.Training.Augmentations;
using Lookalike.Training.Data;
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

    /// <summary>How many copies the encoder sees of each image of a batch, each changed anew; at least 1.</summary>
    /// <value>The default is 1.</value>
    public int Copies { get; init; } = 1;

    /// <summary>Whether the decoder draws from the latents. Where it does not, runs tell of the loss itself in place of the error of pixels.</summary>
    /// <value>The default is true.</value>
    public bool Draws { get; init; } = true;

    /// <summary>(N, d): the latents that the decoder draws from in place of the encoder's, which is left as it is; null where the encoder learns.</summary>
    public Tensor? Latents { get; init; }

    /// <summary>The gradient histograms of all images, where the loss compares them; they stay the caller's.</summary>
    public ShapeFeatures? Histograms { get; init; }

    /// <summary>(N, d): what the latents are to become, rows of length 1; null where there is nothing.</summary>
    public Tensor? Targets { get; init; }

    /// <summary>What the encoder sees of some images.</summary>
    /// <param name="images">The images.</param>
    /// <param name="positions">[B] int64.</param>
    /// <param name="seed">What the changes follow from.</param>
    /// <returns>(V B, C, H, W), V the number of <see cref="Copies"/>, in the caller's dispose scope.</returns>
    public Tensor See(ImageBatches images, Tensor positions, ulong seed) => Changes?.Copy(images, positions, Copies, seed) ?? images.Gather(positions);

    /// <inheritdoc/>
    public void Dispose()
    {
        Latents?.Dispose();
        Targets?.Dispose();
    }
}
