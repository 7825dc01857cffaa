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

    /// <summary>How the first copy of each image is changed, where that is otherwise than the others; null where it is not.</summary>
    public Augmenter? FirstChanges { get; init; }

    /// <summary>How many copies the encoder sees of each image of a batch, each changed anew; at least 1.</summary>
    /// <value>The default is 1.</value>
    public int Copies { get; init; } = 1;

    /// <summary>
    /// What runs tell of where nothing is drawn: a loss that needs no targets, which images that are not trained on do not have; null for
    /// <see cref="Of"/>.
    /// </summary>
    public Func<StepTensors, Tensor>? Told { get; init; }

    /// <summary>Whether the decoder draws from the latents. Where it does not, runs tell of the loss itself in place of the error of pixels.</summary>
    /// <value>The default is true.</value>
    public bool Draws { get; init; } = true;

    /// <summary>
    /// (N, latent + detail): what the decoder draws from in place of what the encoder makes, which is left as it is; null where the encoder learns.
    /// </summary>
    public Tensor? Codes { get; init; }

    /// <summary>The gradient histograms of all images, where the loss compares them; they stay the caller's.</summary>
    public ShapeFeatures? Histograms { get; init; }

    /// <summary>(N, d): what the latents are to become, rows of length 1; null where there is nothing.</summary>
    public Tensor? Targets { get; init; }

    /// <summary>What the encoder sees of some images.</summary>
    /// <param name="images">The images.</param>
    /// <param name="positions">[B] int64.</param>
    /// <param name="seed">What the changes follow from.</param>
    /// <returns>(V B, C, H, W), V the number of <see cref="Copies"/>, in the caller's dispose scope.</returns>
    public Tensor See(ImageBatches images, Tensor positions, ulong seed) => FirstChanges is not null
        ? cat([FirstChanges.Copy(images, positions, 1, seed), Changes!.Copy(images, positions, Copies - 1, seed)])
        : Changes?.Copy(images, positions, Copies, seed) ?? images.Gather(positions);

    /// <inheritdoc/>
    public void Dispose()
    {
        Codes?.Dispose();
        Targets?.Dispose();
    }
}
