namespace Lookalike.Models;

/// <summary>y = x / (1 + exp(-x)) (Elfwing, Uchibe and Doya 2017). Keeps the shape. ONNX <c>Sigmoid</c> and <c>Mul</c>.</summary>
public sealed class SiluLayer : Layer
{
    internal override string? FindFault(FeatureShape input, out FeatureShape output)
    {
        output = input;
        return null;
    }
}
