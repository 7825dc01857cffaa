using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lookalike.Search.Distances;

namespace Lookalike.Training.Patches;

/// <summary>
/// Compares patches with a dictionary, for one register width. A tile is <see cref="TilePatches"/> patches x three registers of entries, one lane
/// for each: twelve sums, three registers of entries and one value in all lanes are the sixteen registers of AVX2, and each value that is read
/// serves three or four multiplications. A sum runs over the values front to back, so it has the same bits whatever the width.
/// </summary>
internal static class MatchKernel<TLanes, TVector>
    where TLanes : ILanes<TVector>
    where TVector : struct
{
    /// <summary>Patches of a tile. The patches are read in whole tiles, beyond their number.</summary>
    public const int TilePatches = 4;

    /// <summary>Entries of a tile, and of a block of the packed dictionary.</summary>
    public static int BlockEntries => 3 * TLanes.Count;

    /// <summary>Lays a dictionary out as the tiles read it.</summary>
    /// <param name="entries">[count, dimension].</param>
    /// <param name="dimension">Values of an entry.</param>
    /// <returns>[blocks, dimension, <see cref="BlockEntries"/>]; the last block ends with entries of zeros, which are like nothing.</returns>
    public static float[] Pack(ReadOnlySpan<float> entries, int dimension)
    {
        int count = entries.Length / dimension, blocks = (count + BlockEntries - 1) / BlockEntries;
        float[] packed = new float[blocks * dimension * BlockEntries];
        for (int entry = 0; entry < count; entry++)
        {
            (int block, int lane) = Math.DivRem(entry, BlockEntries);
            for (int i = 0; i < dimension; i++) packed[(((block * dimension) + i) * BlockEntries) + lane] = entries[(entry * dimension) + i];
        }

        return packed;
    }

    /// <summary>Adds to each patch's list the entries whose product with it is at least a threshold.</summary>
    /// <param name="patches">[count rounded up to whole tiles, dimension].</param>
    /// <param name="count">The patches.</param>
    /// <param name="packed">The dictionary.</param>
    /// <param name="dimension">Values of a patch.</param>
    /// <param name="threshold">Above 0.</param>
    /// <param name="matches">The lists.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Find(ReadOnlySpan<float> patches, int count, ReadOnlySpan<float> packed, int dimension, float threshold, PatchMatches matches)
    {
        int blockLength = dimension * BlockEntries;
        TVector bound = TLanes.Broadcast(threshold);
        Span<ulong> masks = stackalloc ulong[TilePatches];

        // A block of the dictionary, about 10 KiB, stays in the first cache while all patches pass by it.
        for (int block = 0; block * blockLength < packed.Length; block++)
        {
            ref readonly float entries = ref packed[block * blockLength];
            for (int patch = 0; patch < count; patch += TilePatches)
            {
                Tile(in patches[patch * dimension], in entries, dimension, bound, ref MemoryMarshal.GetReference(masks));
                for (int i = 0; i < Math.Min(TilePatches, count - patch); i++)
                {
                    if (masks[i] != 0) matches.Add(patch + i, block * BlockEntries, masks[i]);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile(ref readonly float patches, ref readonly float entries, int dimension, TVector bound, ref ulong masks)
    {
        TVector a0 = default, a1 = default, a2 = default, b0 = default, b1 = default, b2 = default;
        TVector c0 = default, c1 = default, c2 = default, d0 = default, d1 = default, d2 = default;
        ref float a = ref Unsafe.AsRef(in patches);
        ref float b = ref Unsafe.Add(ref a, dimension), c = ref Unsafe.Add(ref b, dimension), d = ref Unsafe.Add(ref c, dimension);
        nuint lanes = (nuint)TLanes.Count, offset = 0;
        for (nuint i = 0; i < (nuint)dimension; i++, offset += 3 * lanes)
        {
            TVector e0 = TLanes.Load(in entries, offset), e1 = TLanes.Load(in entries, offset + lanes), e2 = TLanes.Load(in entries, offset + (2 * lanes));
            TVector value = TLanes.Broadcast(Unsafe.Add(ref a, i));
            (a0, a1, a2) = (TLanes.MultiplyAdd(value, e0, a0), TLanes.MultiplyAdd(value, e1, a1), TLanes.MultiplyAdd(value, e2, a2));
            value = TLanes.Broadcast(Unsafe.Add(ref b, i));
            (b0, b1, b2) = (TLanes.MultiplyAdd(value, e0, b0), TLanes.MultiplyAdd(value, e1, b1), TLanes.MultiplyAdd(value, e2, b2));
            value = TLanes.Broadcast(Unsafe.Add(ref c, i));
            (c0, c1, c2) = (TLanes.MultiplyAdd(value, e0, c0), TLanes.MultiplyAdd(value, e1, c1), TLanes.MultiplyAdd(value, e2, c2));
            value = TLanes.Broadcast(Unsafe.Add(ref d, i));
            (d0, d1, d2) = (TLanes.MultiplyAdd(value, e0, d0), TLanes.MultiplyAdd(value, e1, d1), TLanes.MultiplyAdd(value, e2, d2));
        }

        masks = Mask(a0, a1, a2, bound);
        Unsafe.Add(ref masks, 1) = Mask(b0, b1, b2, bound);
        Unsafe.Add(ref masks, 2) = Mask(c0, c1, c2, bound);
        Unsafe.Add(ref masks, 3) = Mask(d0, d1, d2, bound);
    }

    /// <summary>A bit for each entry of a block, the first lowest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mask(TVector first, TVector second, TVector third, TVector bound) =>
        TLanes.AtLeast(first, bound) | (TLanes.AtLeast(second, bound) << TLanes.Count) | (TLanes.AtLeast(third, bound) << (2 * TLanes.Count));
}
