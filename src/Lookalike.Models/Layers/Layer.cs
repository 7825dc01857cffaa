using Lookalike.Models.Networks;

namespace Lookalike.Models.Layers;

/// <summary>
/// One step of a <see cref="Network"/>. The kinds are the sealed classes derived from this one; no other can be added.
/// Immutable but for the weight arrays, which it keeps by reference.
/// </summary>
/// <remarks>A kind is one file, which says all that there is to say of it, and a line of <see cref="LayerKinds"/>.</remarks>
internal abstract class Layer
{
    private protected Layer()
    {
    }

    /// <summary>How many weights the layer holds.</summary>
    internal virtual long WeightCount => 0;

    /// <summary>Says what is wrong with the layer or with what it is given, or null; then <paramref name="output"/> is the shape of its output.</summary>
    internal abstract string? FindFault(FeatureShape input, out FeatureShape output);

    /// <summary>
    /// Adds the kind, its numbers and its weights to a fingerprint. What is added, and in which order, can never change: indexes are tied to it.
    /// </summary>
    internal abstract void AddTo(LayerHash hash);

    /// <summary>Writes the layer as a node of an ONNX graph. Its kind reads the same back.</summary>
    internal abstract void Write(LayerWriter node);

    /// <summary>The layer that does what this one and a normalisation after it do, or null where there is none.</summary>
    internal virtual Layer? WithOutputs(BatchNormalizationLayer normalization) => null;

    /// <summary>The layer that does what a normalisation before this one and this one do, or null where there is none.</summary>
    internal virtual Layer? WithInputs(BatchNormalizationLayer normalization) => null;

    /// <summary>The layer with weights drawn anew; itself where it has none.</summary>
    internal virtual Layer Redraw(RandomWeights random) => this;

    private protected static string? FindArrayFault(float[] values, string name, long expected)
    {
        if (values is null) return $"expected {name}, found null";
        if (values.Length != expected) return $"expected {expected} values in {name}, found {values.Length}";
        return AreFinite(values) ? null : $"expected finite numbers in {name}, found NaN or infinity";
    }

    private protected static string? FindRangeFault(long value, string name, long minimum, long maximum) =>
        value < minimum || value > maximum ? $"expected {name} in {minimum}..{maximum}, found {value}" : null;

    // A plain loop, compiled ahead of time: the library's vector code would be compiled at the start of every search, for longer than this runs.
    private static bool AreFinite(float[] values)
    {
        float sum = 0;
        foreach (float value in values) sum += value * 0; // 0 for a number, NaN for everything else
        return sum == 0;
    }
}
