namespace Lookalike.Models.Layers;

/// <summary>A map as a vector, channel by channel, row by row: [N,C,H,W] -> [N,C*H*W]. ONNX <c>Flatten</c>.</summary>
internal sealed class FlattenLayer : Layer
{
    internal const string Operator = "Flatten";

    internal static Layer Read(LayerReader node)
    {
        node.ExpectInputs(1);
        node.ExpectInteger("axis", 1);
        return new FlattenLayer();
    }

    internal override string? FindFault(FeatureShape input, out FeatureShape output)
    {
        output = FeatureShape.Flat(input.Count);
        return null;
    }

    internal override void AddTo(LayerHash hash) => hash.Add("flatten");

    internal override void Write(LayerWriter node)
    {
        node.Begin(Operator);
        node.AddInteger("axis", 1);
    }
}
