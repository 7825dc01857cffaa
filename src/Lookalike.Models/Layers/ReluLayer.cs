namespace Lookalike.Models;

/// <summary>y = x where x is positive, 0 elsewhere. Keeps the shape. ONNX <c>Relu</c>.</summary>
public sealed class ReluLayer : Layer
{
    internal override string? FindFault(FeatureShape input, out FeatureShape output)
    {
        output = input;
        return null;
    }
}
