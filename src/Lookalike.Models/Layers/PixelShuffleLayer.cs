namespace Lookalike.Models.Layers;

/// <summary>
/// [N, C*f*f, H, W] -> [N, C, f*H, f*W]: channel c*f*f + i*f + j becomes the pixels at row i and column j of each f x f cell
/// (sub-pixel convolution, Shi et al. 2016). ONNX <c>DepthToSpace</c>, mode CRD.
/// </summary>
internal sealed class PixelShuffleLayer : Layer
{
    internal const string Operator = "DepthToSpace";

    // The channel order that is a pixel shuffle: column, row, depth.
    private const string Mode = "CRD";

    private const int MaxFactor = 64;

    /// <summary>The side f of a cell: 2 to 64.</summary>
    public required int Factor { get; init; }

    internal static Layer Read(LayerReader node)
    {
        node.ExpectInputs(1);
        node.ExpectText("mode", Mode);
        return new PixelShuffleLayer { Factor = node.TakeInteger("blocksize") };
    }

    internal override string? FindFault(FeatureShape input, out FeatureShape output)
    {
        output = default;
        if (input.IsFlat) return $"expected a map [N,C,H,W], found {input}; put a ReshapeLayer before it";
        if (FindRangeFault(Factor, "a factor", 2, MaxFactor) is { } fault) return fault;
        long cell = (long)Factor * Factor;
        if (input.Channels % cell != 0) return $"expected a multiple of {cell} channels, found {input}";
        output = FeatureShape.Map(input.Channels / cell, input.Height * Factor, input.Width * Factor);
        return null;
    }

    internal override void AddTo(LayerHash hash)
    {
        hash.Add("pixel shuffle");
        hash.Add(Factor);
    }

    internal override void Write(LayerWriter node)
    {
        node.Begin(Operator);
        node.AddInteger("blocksize", Factor);
        node.AddText("mode", Mode);
    }
}
