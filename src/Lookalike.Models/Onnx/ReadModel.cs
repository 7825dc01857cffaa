namespace Lookalike.Models.Onnx;

/// <summary>What the bytes of a model file hold, checked.</summary>
internal sealed class ReadModel
{
    public required Network Network { get; init; }

    public required NetworkExtent Extent { get; init; }

    public required ModelMetadata Metadata { get; init; }
}
