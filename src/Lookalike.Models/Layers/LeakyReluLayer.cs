namespace Lookalike.Models.Layers;

/// <summary>y = x where x is positive, slope x elsewhere. Keeps the shape. ONNX <c>LeakyRelu</c>.</summary>
internal sealed class LeakyReluLayer : Layer
{
    internal const string Operator = "LeakyRelu";

    /// <summary>The factor of negative values. Finite; 0.2 is the reference network's.</summary>
    public required float Slope { get; init; }

    internal static Layer Read(LayerReader node)
    {
        node.ExpectInputs(1);
        return new LeakyReluLayer { Slope = node.TakeNumber("alpha") };
    }

    internal override string? FindFault(FeatureShape input, out FeatureShape output)
    {
        output = input;
        return float.IsFinite(Slope) ? null : $"expected a finite slope, found {Slope}";
    }

    internal override void AddTo(LayerHash hash)
    {
        hash.Add("leaky relu");
        hash.Add([Slope]);
    }

    internal override void Write(LayerWriter node)
    {
        node.Begin(Operator);
        node.AddNumber("alpha", Slope);
    }
}
