using Lookalike.Training.Data;
using Lookalike.Training.Networks;
using Lookalike.Training.Objectives;
using Lookalike.Training.Runtime;
using static TorchSharp.torch;

namespace Lookalike.Training.Loop;

/// <summary>
/// The mean squared error of reconstructions of images that are not trained on; of a stage that draws nothing its loss of copies of them.
/// </summary>
internal static class ValidationMeasure
{
    private const int UsualBatch = 500;

    /// <summary>The same copies at every measurement, so that only the network moves the loss.</summary>
    private const ulong CopySeed = 0x7A11_0001;

    /// <summary>Measures it, batch by batch.</summary>
    /// <param name="loss">Of the stage: says which latents its decoder learns from.</param>
    /// <param name="autoencoder">The network; not changed.</param>
    /// <param name="images">The images, at least one.</param>
    public static double Measure(StageLoss loss, Autoencoder autoencoder, ImageBatches images)
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
            Tensor pixels = images.Slice(start, count); // (B,C,H,W)
            Tensor seen = loss.Draws // (B,C,H,W), or (V B,C,H,W)
                ? pixels
                : loss.See(images, ScalarOperations.Numbers(start, start + count), CopySeed + (ulong)start);
            double mean = loss.Draws
                ? Losses.Reconstruction(Draw(loss, autoencoder, pixels, pass), pixels).Value()
                : (loss.Told ?? loss.Of)(new StepTensors { Clean = pixels, Latent = autoencoder.Encode(seen, pass) }).Value(); // (V B,d) -> ()
            sum += mean * count;
        }

        return sum / images.Count;
    }

    /// <summary>What the decoder of a stage draws of images.</summary>
    /// <param name="loss">Of the stage, which <see cref="StageLoss.Draws"/>.</param>
    /// <param name="autoencoder">The network; not changed.</param>
    /// <param name="pixels">(B, C, H, W) in 0..1.</param>
    /// <param name="pass">Its parameters.</param>
    /// <returns>(B, C, H, W) in 0..1, in the caller's dispose scope.</returns>
    public static Tensor Draw(StageLoss loss, Autoencoder autoencoder, Tensor pixels, ForwardPass pass)
    {
        Tensor latents = autoencoder.Encode(pixels, pass); // -> (B,d)
        if (loss.Codes is not null) latents = autoencoder.Finish(latents, pass); // a decoder's stage draws from finished latents
        return autoencoder.Decode(autoencoder.Code(latents, pixels, pass), pass); // (B,d) -> (B,d+k) -> (B,C,H,W)
    }
}
