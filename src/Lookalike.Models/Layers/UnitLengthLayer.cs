namespace Lookalike.Models.Layers;

/// <summary>
/// y = x / |x|, a vector of length 1 in the direction of the input; 0 stays 0. Flat inputs only. Keeps the shape. ONNX <c>LpNormalization</c>.
/// Between such vectors the Euclidean distance and the cosine distance rank alike.
/// </summary>
internal sealed class UnitLengthLayer : Layer
{
    internal const string Operator = "LpNormalization";

    internal static Layer Read(LayerReader node)
    {
        node.ExpectInputs(1);
        node.ExpectInteger("axis", 1);
        node.ExpectInteger("p", 2);
        return new UnitLengthLayer();
    }

    internal override string? FindFault(FeatureShape input, out FeatureShape output)
    {
        output = input;
        return input.IsFlat ? null : $"expected a flat input [N,d], found {input}; put a FlattenLayer before it";
    }

    internal override void AddTo(LayerHash hash) => hash.Add("unit length");

    internal override void Write(LayerWriter node)
    {
        node.Begin(Operator);
        node.AddInteger("axis", 1);
        node.AddInteger("p", 2);
    }
}
