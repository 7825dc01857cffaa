using static TorchSharp.torch;

namespace Lookalike.Training;

/// <summary>The mean squared error between an image and its reconstruction.</summary>
internal sealed class ReconstructionLoss(ImageBatches images, Autoencoder autoencoder) : IStageLoss
{
    /// <inheritdoc/>
    public (Tensor Total, Tensor PixelError) Compute(Tensor positions, ForwardPass pass, ulong seed)
    {
        Tensor pixels = images.Gather(positions); // (B,C,H,W)
        Tensor loss = nn.functional.mse_loss(Reconstruct(pixels, pass), pixels); // -> ()
        return (loss, loss);
    }

    /// <inheritdoc/>
    public Tensor Reconstruct(Tensor pixels, ForwardPass pass) =>
        autoencoder.Decode(autoencoder.Encode(pixels, pass), pass); // (B,C,H,W) -> (B,d) -> (B,C,H,W)

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
