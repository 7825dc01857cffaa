using System.IO.Hashing;
using System.Runtime.InteropServices;
using Lookalike.Search.Exact;

namespace Lookalike.Search.Duplicates;

/// <summary>Leaves out the vectors that are, bit for bit, copies of earlier ones.</summary>
internal static class DistinctVectors
{
    /// <summary>Finds the first of all that are equal.</summary>
    /// <param name="vectors">[count, dimension], row-major.</param>
    /// <param name="dimension">Floats in a vector, 1 and up.</param>
    /// <param name="allowed">The positions that take part.</param>
    /// <returns>The bitmap of those that take part and have no equal before them. Never empty, which would mean all.</returns>
    /// <remarks>By a hash of 64 bits: two vectors that share one by chance count as equal, which is one too few in a sample.</remarks>
    public static ulong[] Of(ReadOnlySpan<float> vectors, int dimension, AllowedPositions allowed)
    {
        int count = vectors.Length / dimension;
        var distinct = new ulong[Math.Max(1, AllowedPositions.WordsFor(count))];
        var seen = new HashSet<ulong>();
        for (int i = 0; i < count; i++)
        {
            if (allowed.Contains(i) && seen.Add(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(vectors.Slice(i * dimension, dimension)))))
                distinct[i / 64] |= 1UL << (i % 64);
        }

        return distinct;
    }
}
