using static TorchSharp.torch;

namespace Lookalike.Training;

/// <summary>One step: the loss of a batch, its gradient, and a move against it.</summary>
internal static class TrainingStep
{
    /// <summary>Takes a step.</summary>
    /// <param name="loss">What is minimised.</param>
    /// <param name="autoencoder">The network; changed.</param>
    /// <param name="adam">The optimizer; changed.</param>
    /// <param name="positions">[B] int64: the images of the batch.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="seed">What random draws follow from.</param>
    /// <returns>The mean squared error of the batch's pixels before the step.</returns>
    public static double Take(IStageLoss loss, Autoencoder autoencoder, Adam adam, Tensor positions, double rate, ulong seed)
    {
        using var scope = NewDisposeScope();
        (Tensor total, Tensor pixelError) = loss.Compute(positions, autoencoder.Begin(training: true), seed);
        autoencoder.Parameters.grad?.zero_();
        total.backward();
        adam.Step(autoencoder.Parameters, rate);
        return pixelError.Value();
    }
}
