using static TorchSharp.torch;

namespace Lookalike.Training;

/// <summary>The mean squared error of reconstructions of images that are not trained on.</summary>
internal static class ValidationLoss
{
    private const int UsualBatch = 500;

    /// <summary>Measures it, batch by batch.</summary>
    /// <param name="loss">Reconstructs.</param>
    /// <param name="autoencoder">The network; not changed.</param>
    /// <param name="images">The images, at least one.</param>
    public static double Measure(IStageLoss loss, Autoencoder autoencoder, ImageBatches images)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        ForwardPass pass = autoencoder.Begin(training: false);
        int size = images.Chunk(UsualBatch);
        double sum = 0;
        for (int start = 0; start < images.Count; start += size)
        {
            using var batch = NewDisposeScope();
            int count = Math.Min(size, images.Count - start);
            Tensor pixels = images.Slice(start, count);
            sum += nn.functional.mse_loss(loss.Reconstruct(pixels, pass), pixels).Value() * (double)count;
        }

        return sum / images.Count;
    }
}
