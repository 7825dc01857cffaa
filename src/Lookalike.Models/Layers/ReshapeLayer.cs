namespace Lookalike.Models;

/// <summary>The values in the same order under another shape: -> [N,channels,height,width]. ONNX <c>Reshape</c>.</summary>
public sealed class ReshapeLayer : Layer
{
    /// <summary>Channels of the output, at least 1.</summary>
    public required int Channels { get; init; }

    /// <summary>Rows of the output, at least 1.</summary>
    public required int Height { get; init; }

    /// <summary>Columns of the output, at least 1.</summary>
    public required int Width { get; init; }

    internal override string? FindFault(FeatureShape input, out FeatureShape output)
    {
        output = FeatureShape.Map(Channels, Height, Width);
        string? fault = FindRangeFault(Channels, "channels", 1, int.MaxValue)
            ?? FindRangeFault(Height, "a height", 1, int.MaxValue)
            ?? FindRangeFault(Width, "a width", 1, int.MaxValue);
        if (fault is not null) return fault;
        return input.Count == output.Count ? null : $"expected an input of {output.Count} values for {output}, found {input}";
    }
}
