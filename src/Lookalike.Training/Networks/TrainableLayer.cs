using Lookalike.Models.Layers;
using static TorchSharp.torch;

namespace Lookalike.Training.Networks;

/// <summary>
/// A layer that TorchSharp trains and the model file keeps. A layer holds no tensor: it knows the places of its parameters in a
/// <see cref="ForwardPass"/>, so the same layers serve training, validation and export.
/// </summary>
internal abstract class TrainableLayer
{
    /// <summary>The layer's output.</summary>
    /// <param name="input">(B, C, H, W) or (B, F) float32; owned by the caller's dispose scope.</param>
    /// <param name="pass">The parameters.</param>
    public abstract Tensor Forward(Tensor input, ForwardPass pass);

    /// <summary>The layer as the model file writes it, with its weights.</summary>
    /// <param name="pass">The parameters.</param>
    public abstract Layer Export(ForwardPass pass);
}
