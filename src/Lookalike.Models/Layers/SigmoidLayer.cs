namespace Lookalike.Models.Layers;

/// <summary>y = 1 / (1 + exp(-x)), in 0..1. Keeps the shape. ONNX <c>Sigmoid</c>.</summary>
internal sealed class SigmoidLayer : Layer
{
    internal const string Operator = "Sigmoid";

    internal static Layer Read(LayerReader node)
    {
        node.ExpectInputs(1);
        return new SigmoidLayer();
    }

    internal override string? FindFault(FeatureShape input, out FeatureShape output)
    {
        output = input;
        return null;
    }

    internal override void AddTo(LayerHash hash) => hash.Add("sigmoid");

    internal override void Write(LayerWriter node) => node.Begin(Operator);
}
