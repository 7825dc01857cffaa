using Lookalike.Training.Runtime;
using static TorchSharp.torch;

namespace Lookalike.Training.Objectives;

/// <summary>What losses are made of: tensors of a batch in, one number as a tensor out, in the caller's dispose scope.</summary>
internal static class Losses
{
    /// <summary>The mean squared error between images and their reconstructions.</summary>
    /// <param name="output">(B, C, H, W).</param>
    /// <param name="clean">(B, C, H, W).</param>
    public static Tensor Reconstruction(Tensor output, Tensor clean) => nn.functional.mse_loss(output, clean); // -> ()

    /// <summary>The mean squared error between the gradient histograms of images and those predicted from their latents.</summary>
    /// <param name="predicted">(B, F).</param>
    /// <param name="histograms">(B, F).</param>
    public static Tensor Shape(Tensor predicted, Tensor histograms) => nn.functional.mse_loss(predicted, histograms); // -> ()

    /// <summary>
    /// One less the mean cosine between latents and their targets: what the graph of neighbours knows is taught to the encoder alone, which
    /// sees one image at a time.
    /// </summary>
    /// <param name="latent">(B, d).</param>
    /// <param name="target">(B, d), rows of length 1.</param>
    public static Tensor Distillation(Tensor latent, Tensor target) =>
        (nn.functional.normalize(latent, p: 2, dim: 1) * target).sum(1).mean().From(1); // (B,d) -> (B) -> ()
}
