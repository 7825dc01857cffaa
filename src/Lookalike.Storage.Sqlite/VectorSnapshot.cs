using System.Numerics;

namespace Lookalike.Storage.Sqlite;

/// <summary>
/// The vectors of one property as they were at one moment, in memory, without their records. Nothing changes them afterwards, so a
/// snapshot may be read from any number of threads. A record's place in it is its slot: dense, and reused after a deletion.
/// </summary>
internal sealed class VectorSnapshot
{
    internal VectorSnapshot(ReadOnlyMemory<float> vectors, int dimension, ReadOnlyMemory<ulong> occupied, long version)
    {
        Vectors = vectors;
        Dimension = dimension;
        Occupied = occupied;
        Version = version;
    }

    /// <summary>All rows: float32, row-major, [<see cref="Slots"/>, <see cref="Dimension"/>]. A row that is not occupied is all zeros.</summary>
    public ReadOnlyMemory<float> Vectors { get; }

    /// <summary>Floats in a row, at least 1.</summary>
    public int Dimension { get; }

    /// <summary>Which slots hold a vector: bit slot % 64 of word slot / 64. At least as many bits as slots; the rest are 0.</summary>
    public ReadOnlyMemory<ulong> Occupied { get; }

    /// <summary>The collection's version: it grows with every transaction that changes records.</summary>
    public long Version { get; }

    /// <summary>How many rows there are, occupied or not.</summary>
    public int Slots => Vectors.Length / Dimension;

    /// <summary>Whether a slot holds a vector.</summary>
    /// <param name="slot">Any number of at least 0.</param>
    /// <returns>True if it does; false where there is no such row.</returns>
    public bool IsOccupied(int slot) => slot < Slots && ((Occupied.Span[slot / 64] >> (slot % 64)) & 1) != 0;

    /// <summary>How many slots hold a vector. Counted at each call.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            foreach (ulong word in Occupied.Span) count += BitOperations.PopCount(word);
            return count;
        }
    }
}
