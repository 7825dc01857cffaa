namespace Lookalike.Models;

/// <summary>
/// One step of a <see cref="Network"/>. The kinds are the sealed classes derived from this one; no other can be added.
/// Immutable but for the weight arrays, which it keeps by reference.
/// </summary>
public abstract class Layer
{
    private protected Layer()
    {
    }

    /// <summary>Says what is wrong with the layer or with what it is given, or null; then <paramref name="output"/> is the shape of its output.</summary>
    internal abstract string? FindFault(FeatureShape input, out FeatureShape output);

    /// <summary>How many weights the layer holds.</summary>
    internal virtual long WeightCount => 0;

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
