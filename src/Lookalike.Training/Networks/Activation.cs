using Lookalike.Models.Layers;
using Lookalike.Training.Runtime;
using static TorchSharp.torch;

namespace Lookalike.Training.Networks;

/// <summary>A function of each value alone.</summary>
internal sealed class Activation : TrainableLayer
{
    private readonly Func<Tensor, Tensor> _function;
    private readonly Func<Layer> _export;

    private Activation(Func<Tensor, Tensor> function, Func<Layer> export) => (_function, _export) = (function, export);

    /// <summary>x where positive, else slope x (Maas, Hannun and Ng 2013).</summary>
    public static Activation LeakyRelu(float slope) =>
        new(x => x.Leaky(slope), () => new LeakyReluLayer { Slope = slope });

    /// <summary>x sigmoid(x) (Elfwing, Uchibe and Doya 2017).</summary>
    public static Activation Silu() => new(x => nn.functional.silu(x), () => new SiluLayer());

    /// <summary>1 / (1 + exp(-x)).</summary>
    public static Activation Sigmoid() => new(x => x.sigmoid(), () => new SigmoidLayer());

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ForwardPass pass) => _function(input);

    /// <inheritdoc/>
    public override Layer Export(ForwardPass pass) => _export();
}
