using Lookalike.Training.Data;
using Lookalike.Training.Networks;
using Lookalike.Training.Objectives;
using Lookalike.Training.Optimization;
using Lookalike.Training.Runtime;
using static TorchSharp.torch;

namespace Lookalike.Training.Loop;

/// <summary>One step: a batch, changed; what the network makes of it; the loss and its gradient; and a move against it.</summary>
/// <param name="images">The images to train on.</param>
/// <param name="autoencoder">The network; changed.</param>
/// <param name="adam">The optimizer; changed.</param>
internal sealed class TrainingStep(ImageBatches images, Autoencoder autoencoder, Adam adam)
{
    /// <summary>Takes a step.</summary>
    /// <param name="loss">What is minimised.</param>
    /// <param name="positions">[B] int64: the images of the batch.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="seed">What random draws follow from.</param>
    /// <returns>
    /// Before the step: the mean squared error of the batch's pixels, of a stage that draws nothing its loss; and what is minimised.
    /// </returns>
    public (double Told, double Minimised) Take(StageLoss loss, Tensor positions, double rate, ulong seed)
    {
        using var scope = NewDisposeScope();
        ForwardPass pass = autoencoder.Begin(training: true);

        Tensor clean = images.Gather(positions); // (B) -> (B,C,H,W)
        Tensor latent = loss.Codes?.index_select(0, positions) ?? autoencoder.Encode(loss.See(images, positions, seed), pass); // -> (B,d), or (V B,d)
        Tensor? output = loss.Draws ? autoencoder.Decode(loss.Codes is null ? autoencoder.Code(latent, clean, pass) : latent, pass) : null; // -> (B,C,H,W)
        Tensor? pixelError = output is null ? null : Losses.Reconstruction(output, clean); // -> ()
        var step = new StepTensors
        {
            Clean = clean,
            Output = output,
            Latent = latent,
            PixelError = pixelError,
            PredictedHistograms = loss.Histograms is null ? null : autoencoder.PredictFeatures(latent, pass), // (B,d) -> (B,F)
            Histograms = loss.Histograms?.Gather(positions), // (B) -> (B,F)
            Target = loss.Targets?.index_select(0, positions), // (B) -> (B,d)
        };
        Tensor total = loss.Of(step); // -> ()

        autoencoder.Parameters.grad?.zero_();
        total.backward();
        adam.Step(autoencoder.Parameters, rate);
        double minimised = total.Value();
        return ((pixelError ?? loss.Told?.Invoke(step))?.Value() ?? minimised, minimised);
    }
}
