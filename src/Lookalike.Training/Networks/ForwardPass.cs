using static TorchSharp.torch;

namespace Lookalike.Training.Networks;

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
