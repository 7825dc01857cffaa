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

/// <summary>The tensors that one walk through the layers reads, and how.</summary>
internal sealed class ForwardPass
{
    /// <summary>Views into the flat parameters, by the places that <see cref="ParameterLayout"/> gave.</summary>
    public required IReadOnlyList<Tensor> Parameters { get; init; }

    /// <summary>Views into the running statistics; training writes them.</summary>
    public required IReadOnlyList<Tensor> Statistics { get; init; }

    /// <summary>True: batch normalisation uses the batch and moves its statistics. False: it uses its statistics.</summary>
    public required bool Training { get; init; }
}
