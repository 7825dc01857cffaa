using static TorchSharp.torch;

namespace Lookalike.Training;

/// <summary>What one stage of training minimises. Not safe to use from several threads at once.</summary>
internal interface IStageLoss : IDisposable
{
    /// <summary>The loss of a batch.</summary>
    /// <param name="positions">[B] int64: the images.</param>
    /// <param name="pass">The network, in training.</param>
    /// <param name="seed">What random draws follow from.</param>
    /// <returns>What is minimised, and the mean squared error of the pixels in it; both () and in the caller's dispose scope.</returns>
    (Tensor Total, Tensor PixelError) Compute(Tensor positions, ForwardPass pass, ulong seed);

    /// <summary>(B, C, H, W) in 0..1 -> the same, through the latent that the stage's decoder is trained on.</summary>
    Tensor Reconstruct(Tensor pixels, ForwardPass pass);
}
