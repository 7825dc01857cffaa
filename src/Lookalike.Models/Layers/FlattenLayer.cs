namespace Lookalike.Models;

/// <summary>A map as a vector, channel by channel, row by row: [N,C,H,W] -> [N,C*H*W]. ONNX <c>Flatten</c>.</summary>
public sealed class FlattenLayer : Layer
{
    internal override string? FindFault(FeatureShape input, out FeatureShape output)
    {
        output = FeatureShape.Flat(input.Count);
        return null;
    }
}
