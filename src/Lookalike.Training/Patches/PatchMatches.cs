using System.Numerics;

namespace Lookalike.Training.Patches;

/// <summary>
/// Which entries of a dictionary each patch of an image is like: a list for each patch, rising. A buffer, filled for one image after another.
/// </summary>
internal sealed class PatchMatches
{
    /// <summary>Rows of a multiple of 4 KiB would compete for the same few cache lines, as only their first values are used: two lines longer.</summary>
    private const int Padding = 64;

    private readonly int _stride;
    private readonly ushort[] _entries; // (patches, stride)
    private readonly int[] _counts;

    /// <summary>Makes room.</summary>
    /// <param name="patches">The most patches.</param>
    /// <param name="entries">The entries of the dictionary, at most 65,536. Any number of them may match.</param>
    public PatchMatches(int patches, int entries)
    {
        _stride = entries + Padding;
        _entries = new ushort[patches * _stride];
        _counts = new int[patches];
    }

    /// <summary>The entries that a patch is like, rising.</summary>
    public ReadOnlySpan<ushort> Of(int patch) => _entries.AsSpan(patch * _stride, _counts[patch]);

    /// <summary>Empties all lists.</summary>
    public void Clear() => Array.Clear(_counts);

    /// <summary>Adds entries to a patch's list.</summary>
    /// <param name="patch">The patch.</param>
    /// <param name="first">The first of up to 64 entries, all of them behind those in the list.</param>
    /// <param name="mask">A bit for each, the first lowest: set for those to add.</param>
    public void Add(int patch, int first, ulong mask)
    {
        int end = (patch * _stride) + _counts[patch];
        _counts[patch] += BitOperations.PopCount(mask);
        for (; mask != 0; mask &= mask - 1) _entries[end++] = (ushort)(first + BitOperations.TrailingZeroCount(mask));
    }
}
