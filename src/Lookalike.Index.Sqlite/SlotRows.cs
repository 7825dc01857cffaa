using Lookalike.Storage.Sqlite;

namespace Lookalike.Index.Sqlite;

/// <summary>
/// Which slots of the store hold a record: its rows, in the order of the slots. Without a free slot between them, as in an index from which
/// nothing was dropped, the vectors are handed on where they lie; else they are copied.
/// </summary>
internal readonly struct SlotRows
{
    private readonly int[]? _slots;
    private readonly int _count;

    private SlotRows(int[]? slots, int count) => (_slots, _count) = (slots, count);

    /// <summary>The rows of keys by slot; a free slot has none.</summary>
    public static SlotRows Of(string?[] keys)
    {
        int first = Array.IndexOf(keys, null);
        if (first < 0) return new SlotRows(null, keys.Length);
        if (!keys.AsSpan(first).ContainsAnyExcept((string?)null)) return new SlotRows(null, first);
        int[] slots = [.. Enumerable.Range(0, keys.Length).Where(slot => keys[slot] is not null)];
        return new SlotRows(slots, slots.Length);
    }

    /// <summary>The rows of a column by slot.</summary>
    public T[] Dense<T>(T[] column)
    {
        if (_slots is not null) return Array.ConvertAll(_slots, slot => column[slot]);
        return _count == column.Length ? column : column[.._count];
    }

    /// <summary>The rows of the vectors: [rows, dimension]. A row without one is all zeros.</summary>
    public ReadOnlyMemory<float> Dense(VectorSnapshot vectors)
    {
        int size = vectors.Dimension;
        if (_slots is null && _count <= vectors.Slots) return vectors.Vectors[..(_count * size)];
        float[] dense = new float[_count * size];
        for (int row = 0; row < _count; row++)
        {
            int slot = SlotOf(row);
            if (vectors.IsOccupied(slot)) vectors.Vectors.Span.Slice(slot * size, size).CopyTo(dense.AsSpan(row * size));
        }

        return dense;
    }

    /// <summary>Which rows have a vector, a bit each.</summary>
    public ReadOnlyMemory<ulong> Present(VectorSnapshot vectors)
    {
        ulong[] present = new ulong[(_count + 63) / 64];
        for (int row = 0; row < _count; row++)
        {
            if (vectors.IsOccupied(SlotOf(row))) present[row / 64] |= 1UL << (row % 64);
        }

        return present;
    }

    private int SlotOf(int row) => _slots is null ? row : _slots[row];
}
