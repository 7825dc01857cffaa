using static TorchSharp.torch;

namespace Lookalike.Training.Objectives;

/// <summary>The tensors of one step that a loss is made of. They live in the step's dispose scope.</summary>
internal sealed class StepTensors
{
    /// <summary>(B, d): what the encoder made of the changed copies, or what the decoder was given in its place.</summary>
    public required Tensor Latent { get; init; }

    /// <summary>The mean squared error between the images and what was drawn from <see cref="Latent"/>: ().</summary>
    public required Tensor PixelError { get; init; }

    /// <summary>(B, F): the gradient histograms that were predicted from <see cref="Latent"/>, where the stage has them.</summary>
    public Tensor? PredictedHistograms { get; init; }

    /// <summary>(B, F): the gradient histograms of the images, where the stage has them.</summary>
    public Tensor? Histograms { get; init; }

    /// <summary>(B, d): the targets of the latents, where the stage has them.</summary>
    public Tensor? Target { get; init; }
}
