namespace Lookalike.Models.Layers;

/// <summary>The values in the same order under another shape: -> [N,channels,height,width]. ONNX <c>Reshape</c>.</summary>
internal sealed class ReshapeLayer : Layer
{
    internal const string Operator = "Reshape";

    /// <summary>Channels of the output, at least 1.</summary>
    public required int Channels { get; init; }

    /// <summary>Rows of the output, at least 1.</summary>
    public required int Height { get; init; }

    /// <summary>Columns of the output, at least 1.</summary>
    public required int Width { get; init; }

    internal static Layer Read(LayerReader node)
    {
        node.ExpectInputs(2);
        long[] shape = node.TakeIntegers(1);
        if (shape is not [0, _, _, _] || shape.AsSpan(1).ContainsAnyExceptInRange(1, int.MaxValue))
            throw node.Fault("a shape [0,C,H,W]", $"[{string.Join(',', shape.Take(8))}]");
        return new ReshapeLayer { Channels = (int)shape[1], Height = (int)shape[2], Width = (int)shape[3] };
    }

    internal override string? FindFault(FeatureShape input, out FeatureShape output)
    {
        output = FeatureShape.Map(Channels, Height, Width);
        string? fault = FindRangeFault(Channels, "channels", 1, int.MaxValue)
            ?? FindRangeFault(Height, "a height", 1, int.MaxValue)
            ?? FindRangeFault(Width, "a width", 1, int.MaxValue);
        if (fault is not null) return fault;
        return input.Count == output.Count ? null : $"expected an input of {output.Count} values for {output}, found {input}";
    }

    internal override void AddTo(LayerHash hash)
    {
        hash.Add("reshape");
        hash.Add(Channels, Height, Width);
    }

    internal override void Write(LayerWriter node)
    {
        node.Begin(Operator);
        node.AddTensor("shape", 0, Channels, Height, Width); // 0: the batch stays what it is
    }
}
