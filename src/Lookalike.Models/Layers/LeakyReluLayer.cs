namespace Lookalike.Models;

/// <summary>y = x where x is positive, slope x elsewhere. Keeps the shape. ONNX <c>LeakyRelu</c>.</summary>
public sealed class LeakyReluLayer : Layer
{
    /// <summary>The factor of negative values. Finite; 0.2 is the reference network's.</summary>
    public required float Slope { get; init; }

    internal override string? FindFault(FeatureShape input, out FeatureShape output)
    {
        output = input;
        return float.IsFinite(Slope) ? null : $"expected a finite slope, found {Slope}";
    }
}
