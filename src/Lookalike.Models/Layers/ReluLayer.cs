namespace Lookalike.Models.Layers;

/// <summary>y = x where x is positive, 0 elsewhere. Keeps the shape. ONNX <c>Relu</c>.</summary>
internal sealed class ReluLayer : Layer
{
    internal const string Operator = "Relu";

    internal static Layer Read(LayerReader node)
    {
        node.ExpectInputs(1);
        return new ReluLayer();
    }

    internal override string? FindFault(FeatureShape input, out FeatureShape output)
    {
        output = input;
        return null;
    }

    internal override void AddTo(LayerHash hash) => hash.Add("relu");

    internal override void Write(LayerWriter node) => node.Begin(Operator);
}
