namespace Lookalike.Models.Layers;

/// <summary>y = x / (1 + exp(-x)) (Elfwing, Uchibe and Doya 2017). Keeps the shape. ONNX <c>Sigmoid</c> and <c>Mul</c>.</summary>
internal sealed class SiluLayer : Layer
{
    internal const string Operator = "Mul";

    // A product is read only where it is the second half of SiLU: of a sigmoid, and of what that sigmoid was taken of.
    internal static Layer Read(LayerReader node) =>
        node.Absorb<SigmoidLayer>() ? new SiluLayer() : throw node.Fault("the product of a sigmoid and its own input", "another product");

    internal override string? FindFault(FeatureShape input, out FeatureShape output)
    {
        output = input;
        return null;
    }

    internal override void AddTo(LayerHash hash) => hash.Add("silu");

    internal override void Write(LayerWriter node)
    {
        node.Begin(Operator);
        node.AddNodeBefore("sigmoid", SigmoidLayer.Operator);
    }
}
