using static TorchSharp.torch;

namespace Lookalike.Training;

/// <summary>
/// The mean squared error between an image and what is reconstructed from a changed copy of it (Vincent et al., Extracting and composing
/// robust features with denoising autoencoders, 2008), in pixels and, weighted, in gradient histograms.
/// </summary>
/// <param name="recipe">Its augmentation changes the copies, its shape weight counts the histograms.</param>
/// <param name="images">The images; they stay the caller's.</param>
/// <param name="features">Their histograms; they stay the caller's.</param>
/// <param name="autoencoder">The network, with features; it stays the caller's.</param>
internal sealed class DenoisingLoss(TrainingRecipe recipe, ImageBatches images, ShapeFeatures features, Autoencoder autoencoder) : IStageLoss
{
    private readonly Augmenter _augmenter = new(recipe.Augmentation);
    private readonly float _shapeWeight = (float)recipe.ShapeWeight;

    /// <inheritdoc/>
    public (Tensor Total, Tensor PixelError) Compute(Tensor positions, ForwardPass pass, ulong seed)
    {
        (Tensor total, Tensor pixelError, _) = ComputeWithLatents(positions, pass, seed);
        return (total, pixelError);
    }

    /// <summary>The loss, and the latents of the changed copies that it was computed from: (B, d).</summary>
    public (Tensor Total, Tensor PixelError, Tensor Latents) ComputeWithLatents(Tensor positions, ForwardPass pass, ulong seed)
    {
        Tensor pixels = images.Gather(positions); // (B,C,H,W)
        Tensor latents = autoencoder.Encode(_augmenter.Apply(pixels, seed), pass); // -> (B,d)
        Tensor pixelError = nn.functional.mse_loss(autoencoder.Decode(latents, pass), pixels); // -> ()
        Tensor featureError = nn.functional.mse_loss(autoencoder.PredictFeatures(latents, pass), features.Gather(positions)); // -> ()
        return (pixelError + featureError.Times(_shapeWeight), pixelError, latents);
    }

    /// <inheritdoc/>
    public Tensor Reconstruct(Tensor pixels, ForwardPass pass) =>
        autoencoder.Decode(autoencoder.Encode(pixels, pass), pass); // (B,C,H,W) -> (B,d) -> (B,C,H,W)

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
