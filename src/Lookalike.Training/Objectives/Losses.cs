using Lookalike.Training.Runtime;
using static TorchSharp.torch;

namespace Lookalike.Training.Objectives;

/// <summary>What losses are made of: tensors of a batch in, one number as a tensor out, in the caller's dispose scope.</summary>
internal static class Losses
{
    /// <summary>What is taken from a copy's similarity to itself, so that it is never chosen; every cosine over a temperature is far below.</summary>
    private const double OwnSimilarity = 1e6;

    /// <summary>The mean squared error between images and their reconstructions.</summary>
    /// <param name="output">(B, C, H, W).</param>
    /// <param name="clean">(B, C, H, W).</param>
    public static Tensor Reconstruction(Tensor output, Tensor clean) => nn.functional.mse_loss(output, clean); // -> ()

    /// <summary>The mean squared error between the gradient histograms of images and those predicted from their latents.</summary>
    /// <param name="predicted">(B, F).</param>
    /// <param name="histograms">(B, F).</param>
    public static Tensor Shape(Tensor predicted, Tensor histograms) => nn.functional.mse_loss(predicted, histograms); // -> ()

    /// <summary>
    /// InfoNCE between two copies of each image, in the symmetric form NT-Xent (van den Oord et al., Representation learning with contrastive predictive
    /// coding, 2018; Chen et al., A simple framework for contrastive learning of visual representations, 2020): how surprising it is, by the cosines, which of
    /// all other copies of the batch is of the same image.
    /// </summary>
    /// <param name="latent">(2 B, d): a copy of each image, then another of each in the same order.</param>
    /// <param name="temperature">What cosines are divided by, above 0.</param>
    /// <returns>(): at chance the logarithm of 2 B - 1.</returns>
    public static Tensor Contrastive(Tensor latent, double temperature)
    {
        long copies = latent.shape[0];
        Tensor codes = nn.functional.normalize(latent, p: 2, dim: 1);
        Tensor own = eye(copies, device: latent.device).Times(OwnSimilarity);
        Tensor similarity = codes.mm(codes.t()).Over(temperature).Minus(own); // (2B,d) -> (2B,2B)
        Tensor other = ScalarOperations.Numbers(0, copies, latent.device).roll(copies / 2); // (2B)
        return nn.functional.cross_entropy(similarity, other); // -> ()
    }

    /// <summary>
    /// One less the mean cosine between latents and their targets: what the graph of neighbours knows is taught to the encoder alone, which
    /// sees one image at a time.
    /// </summary>
    /// <param name="latent">(B, d).</param>
    /// <param name="target">(B, d), rows of length 1.</param>
    public static Tensor Distillation(Tensor latent, Tensor target) =>
        (nn.functional.normalize(latent, p: 2, dim: 1) * target).sum(1).mean().From(1); // (B,d) -> (B) -> ()
}
