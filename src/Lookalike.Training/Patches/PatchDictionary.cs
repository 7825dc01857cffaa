using System.Numerics.Tensors;

namespace Lookalike.Training.Patches;

/// <summary>
/// The patches that others are compared with: drawn ones that are not too much like each other, and their mirrors. Entry k + Count / 2 is the
/// mirror of entry k, so that mirroring an image only changes the places of what is found in it. Immutable, so thread-safe.
/// </summary>
internal sealed class PatchDictionary
{
    /// <summary>The square of the length that a whitened patch has at least unless it is plain.</summary>
    private const float MinSquare = 0.5f;

    private PatchDictionary(float[] entries, int dimensions) => (Entries, Dimensions) = (entries, dimensions);

    /// <summary>[<see cref="Count"/>, <see cref="Dimensions"/>], row-major.</summary>
    public float[] Entries { get; }

    /// <summary>Values of an entry.</summary>
    public int Dimensions { get; }

    /// <summary>The number of entries, even.</summary>
    public int Count => Entries.Length / Dimensions;

    /// <summary>
    /// Runs through the patches and keeps those whose cosine to all that are kept is below a limit. Where these are too few, because the images are
    /// few or plain, the others follow in order; where all are too few, the dictionary is smaller.
    /// </summary>
    /// <param name="patches">[n, dimensions]: whitened patches in any order, at least one.</param>
    /// <param name="mirrored">[n, dimensions]: their mirrors.</param>
    /// <param name="dimensions">Values of a whitened patch.</param>
    /// <param name="count">The entries that are wanted, an even number from 2.</param>
    /// <param name="limit">The cosine that two kept patches stay below.</param>
    public static PatchDictionary Choose(float[] patches, float[] mirrored, int dimensions, int count, double limit)
    {
        int available = patches.Length / dimensions;
        int half = Math.Min(count / 2, available);
        float[] entries = new float[2 * half * dimensions];
        var passed = new List<int>();
        int kept = 0;
        for (int i = 0; i < available && kept < half; i++)
        {
            if (IsNew(patches.AsSpan(i * dimensions, dimensions), entries.AsSpan(0, kept * dimensions), limit)) Keep(i);
            else passed.Add(i);
        }

        foreach (int i in passed.Take(half - kept)) Keep(i);
        return new PatchDictionary(entries, dimensions);

        void Keep(int patch)
        {
            patches.AsSpan(patch * dimensions, dimensions).CopyTo(entries.AsSpan(kept * dimensions));
            mirrored.AsSpan(patch * dimensions, dimensions).CopyTo(entries.AsSpan((half + kept++) * dimensions));
        }
    }

    /// <summary>Whether a patch shows something, and nothing that is kept is much like it.</summary>
    private static bool IsNew(ReadOnlySpan<float> patch, ReadOnlySpan<float> kept, double limit)
    {
        if (TensorPrimitives.SumOfSquares(patch) < MinSquare) return false;
        for (int start = 0; start < kept.Length; start += patch.Length)
        {
            if (TensorPrimitives.Dot(patch, kept.Slice(start, patch.Length)) >= limit) return false;
        }

        return true;
    }
}
