using Lookalike.Search.Exact;

namespace Lookalike.Storage.Sqlite.Vectors;

/// <summary>All vectors of one property in one array, by slot. While its buffer is pinned, its rows do not change.</summary>
internal sealed class VectorMatrix(int dimension)
{
    private RowLengths? _lengths;

    public int Dimension => dimension;

    public VectorBuffer Buffer { get; init; } = new([]);

    /// <summary>Bit slot % 64 of word slot / 64 is set where the slot holds a vector.</summary>
    public ulong[] Occupied { get; init; } = [];

    /// <summary>How many slots the rows cover, whether occupied or not; further rows of the buffer are room to grow into.</summary>
    public int Slots { get; init; }

    /// <summary>The collection's version that these vectors are of.</summary>
    public long Version { get; init; }

    /// <summary>The mark of the transaction that made the version.</summary>
    public long Mark { get; init; }

    /// <summary>A matrix without rows, from before the first version.</summary>
    public static VectorMatrix Nothing(int dimension) => new(dimension) { Version = -1 };

    /// <summary>All rows, [<see cref="Slots"/>, <see cref="Dimension"/>].</summary>
    public ReadOnlyMemory<float> Vectors => Buffer.Rows.AsMemory(0, Slots * dimension);

    /// <summary>What a cosine search asks of every row. Measured by the first that asks, while it has the buffer pinned.</summary>
    public RowLengths Lengths => LazyInitializer.EnsureInitialized(ref _lengths, () => RowLengths.Of(Vectors.Span, dimension));

    public bool IsOccupied(int slot) => slot < Slots && ((Occupied[slot / 64] >> (slot % 64)) & 1) != 0;

    public ReadOnlyMemory<float> Row(int slot) => Buffer.Rows.AsMemory(slot * dimension, dimension);
}
