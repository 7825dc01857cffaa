using static TorchSharp.torch;

namespace Lookalike.Training.Objectives;

/// <summary>The tensors of one step that a loss is made of. They live in the step's dispose scope.</summary>
internal sealed class StepTensors
{
    /// <summary>(B, C, H, W): the images of the batch, unchanged.</summary>
    public required Tensor Clean { get; init; }

    /// <summary>(B, C, H, W): what was drawn from <see cref="Latent"/>; null where nothing is drawn.</summary>
    public Tensor? Output { get; init; }

    /// <summary>
    /// (B, d): what the encoder made of the changed copies, or what the decoder was given in its place. Of several copies of each image (V B, d): the first
    /// copies of all, then the second.
    /// </summary>
    public required Tensor Latent { get; init; }

    /// <summary>
    /// The mean squared error between <see cref="Output"/> and <see cref="Clean"/>: (). Runs tell of it, whatever their loss makes of it.
    /// Null where nothing is drawn.
    /// </summary>
    public Tensor? PixelError { get; init; }

    /// <summary>(B, F): the gradient histograms that were predicted from <see cref="Latent"/>, where the stage has them.</summary>
    public Tensor? PredictedHistograms { get; init; }

    /// <summary>(B, F): the gradient histograms of the images, where the stage has them.</summary>
    public Tensor? Histograms { get; init; }

    /// <summary>(B, d): the targets of the latents, where the stage has them.</summary>
    public Tensor? Target { get; init; }
}
