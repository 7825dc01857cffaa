using static TorchSharp.torch;

namespace Lookalike.Training;

/// <summary>
/// The mean squared error between an image and its reconstruction from the finished latent, the encoder left as it is: the decoder learns
/// to draw from what the model file's encoder will give it.
/// </summary>
internal sealed class DecoderLoss : IStageLoss
{
    private readonly ImageBatches _images;
    private readonly Autoencoder _autoencoder;
    private readonly Tensor _latents; // (N,d)

    /// <summary>Encodes all images, once.</summary>
    /// <param name="images">The images; they stay the caller's.</param>
    /// <param name="autoencoder">The network; it stays the caller's. Its latent mean is set here.</param>
    public DecoderLoss(ImageBatches images, Autoencoder autoencoder)
    {
        (_images, _autoencoder) = (images, autoencoder);
        int size = autoencoder.LatentSize;
        float[] latents = LatentCodes.Encode(autoencoder, images);
        double[] mean = LatentCodes.Mean(latents, size);
        autoencoder.SetLatentMean([.. mean.Select(m => (float)m)]);
        LatentCodes.CentreAndNormalise(latents, mean);
        using var scope = NewDisposeScope();
        _latents = tensor(latents).reshape(-1, size).to(images.Device).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public (Tensor Total, Tensor PixelError) Compute(Tensor positions, ForwardPass pass, ulong seed)
    {
        Tensor loss = nn.functional.mse_loss(_autoencoder.Decode(_latents.index_select(0, positions), pass), _images.Gather(positions));
        return (loss, loss);
    }

    /// <inheritdoc/>
    public Tensor Reconstruct(Tensor pixels, ForwardPass pass) =>
        _autoencoder.Decode(_autoencoder.Finish(_autoencoder.Encode(pixels, pass), pass), pass);

    /// <inheritdoc/>
    public void Dispose() => _latents.Dispose();
}
