using System.Runtime.Intrinsics;
using Lookalike.Search.Distances;

namespace Lookalike.Training.Patches;

/// <summary>
/// The sparse code of a patch: the entries of a dictionary that it is like, those whose cosine to it is at least a threshold. Computed with the
/// widest registers that the processor has. Immutable, so thread-safe.
/// </summary>
internal sealed class PatchMatch
{
    private readonly int _dimensions;
    private readonly float _threshold;
    private readonly float[] _packed;

    /// <summary>Lays the dictionary out for the processor.</summary>
    /// <param name="entries">[entries, dimensions], each of length 1. Not retained.</param>
    /// <param name="dimensions">Values of an entry and of a patch.</param>
    /// <param name="threshold">The cosine, above 0.</param>
    public PatchMatch(ReadOnlySpan<float> entries, int dimensions, float threshold)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threshold);
        (_dimensions, _threshold) = (dimensions, threshold);
        _packed = Lanes512.IsSupported ? MatchKernel<Lanes512, Vector512<float>>.Pack(entries, dimensions)
            : Lanes256.IsSupported ? MatchKernel<Lanes256, Vector256<float>>.Pack(entries, dimensions)
            : Lanes128.IsSupported ? MatchKernel<Lanes128, Vector128<float>>.Pack(entries, dimensions)
            : MatchKernel<ScalarLanes, float>.Pack(entries, dimensions);
    }

    /// <summary>The floats that a buffer for some patches has: whole tiles are read, beyond the last patch.</summary>
    public static int BufferLength(int patches, int dimensions)
    {
        const int tile = MatchKernel<ScalarLanes, float>.TilePatches;
        return (patches + tile - 1) / tile * tile * dimensions;
    }

    /// <summary>Finds the entries of each patch.</summary>
    /// <param name="patches">[<see cref="BufferLength"/>]: whitened patches of length 1, then anything.</param>
    /// <param name="count">The patches.</param>
    /// <param name="matches">Receives them.</param>
    public void Find(ReadOnlySpan<float> patches, int count, PatchMatches matches)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patches.Length, BufferLength(count, _dimensions), nameof(patches));
        matches.Clear();
        if (Lanes512.IsSupported) MatchKernel<Lanes512, Vector512<float>>.Find(patches, count, _packed, _dimensions, _threshold, matches);
        else if (Lanes256.IsSupported) MatchKernel<Lanes256, Vector256<float>>.Find(patches, count, _packed, _dimensions, _threshold, matches);
        else if (Lanes128.IsSupported) MatchKernel<Lanes128, Vector128<float>>.Find(patches, count, _packed, _dimensions, _threshold, matches);
        else MatchKernel<ScalarLanes, float>.Find(patches, count, _packed, _dimensions, _threshold, matches);
    }
}
