namespace Lookalike.Models;

/// <summary>y = 1 / (1 + exp(-x)), in 0..1. Keeps the shape. ONNX <c>Sigmoid</c>.</summary>
public sealed class SigmoidLayer : Layer
{
    internal override string? FindFault(FeatureShape input, out FeatureShape output)
    {
        output = input;
        return null;
    }
}
