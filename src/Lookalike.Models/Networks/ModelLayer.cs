namespace Lookalike.Models.Networks;

/// <summary>What is known of one step of a model. Immutable.</summary>
internal sealed class ModelLayer
{
    /// <summary><c>encoder</c>, which makes the latent and the detail, or <c>decoder</c>.</summary>
    public required string Part { get; init; }

    /// <summary>The name of its node in the model file; of a foreign file it may be empty.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of a layer that was trained here, such as <c>Convolution</c>; of an imported encoder ONNX's operator, such as <c>Conv</c>.</summary>
    public required string Operator { get; init; }

    /// <summary>The shape of what it gives for one image, [C,H,W] or [size]; empty where only the runtime knows.</summary>
    public required IReadOnlyList<int> Output { get; init; }

    /// <summary>Its weights; of one that several share only at the first.</summary>
    public required long Parameters { get; init; }
}
