using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Schema;

namespace Lookalike.Storage.Sqlite.Vectors;

/// <summary>Brings a matrix up to the version that a transaction sees, by reading the blocks that changed since.</summary>
internal static class MatrixReader
{
    /// <returns>The matrix at the version. It shares the old one's array where no reader of the old one can tell.</returns>
    /// <exception cref="InvalidDataException">A block is not as it was written.</exception>
    public static VectorMatrix Refresh(Connection connection, CollectionLayout layout, int ordinal, VectorMatrix old, long version, CancellationToken cancellationToken)
    {
        string table = layout.Blocks[ordinal];
        VectorColumn column = layout.Schema.Vectors[ordinal];
        int dimension = column.Dimensions, perBlock = column.VectorsPerBlock;
        long blocks = connection.ReadInt64($"SELECT coalesce(max(block) + 1, 0) FROM {table}");
        long lastSlot = connection.ReadInt64(layout.LastSlot);
        // Asked before room is made for them: a damaged number must not cost the machine's memory.
        if (blocks < 0 || blocks > (lastSlot / perBlock) + 1)
            throw new InvalidDataException($"'{column.Name}' has a block {blocks - 1}, and the last record's slot is {lastSlot}");
        long rows = Math.Max(blocks * perBlock, old.Slots);
        if (rows * dimension > Array.MaxLength)
        {
            throw new InvalidDataException(
                $"{rows} slots of {dimension} dimensions are more than the {Array.MaxLength} floats that one array holds; divide the records over several collections");
        }
        VectorBuffer buffer = old.Buffer.Rows.Length >= rows * dimension ? old.Buffer : Grow(old, (int)rows);
        var occupied = new ulong[(rows + 63) / 64];
        old.Occupied.CopyTo(occupied, 0);
        int slots = old.Slots;

        // The changed blocks are looked up by their versions, but all of them are read faster as they lie.
        string changed = old.Version == 0 ? "version > ?1" : $"block IN (SELECT block FROM {table} WHERE version > ?1)";
        using Statement statement = connection.Prepare($"SELECT block, occupied, vectors FROM {table} {(old.Version == 0 ? "NOT INDEXED" : "")} WHERE {changed} ORDER BY block");
        statement.Bind(1, old.Version);
        while (statement.Step())
        {
            cancellationToken.ThrowIfCancellationRequested();
            long block = statement.Int64(0);
            ReadOnlySpan<byte> bits = statement.Bytes(1);
            ReadOnlySpan<byte> bytes = statement.Bytes(2);
            int rowBytes = dimension * sizeof(float);
            if (block < 0 || bits.Length != perBlock / 8 || bytes.Length % rowBytes != 0 || bytes.Length > perBlock * rowBytes)
            {
                throw new InvalidDataException(
                    $"block {block} of '{column.Name}' has {bits.Length} bytes of bitmap and {bytes.Length} of vectors; expected {perBlock / 8}, and a multiple of {rowBytes} up to {perBlock * rowBytes}");
            }
            int first = (int)block * perBlock, count = bytes.Length / rowBytes;
            if (buffer == old.Buffer && buffer.IsRead && Overwrites(old, first, bytes)) buffer = Grow(old, (int)rows);
            CopyFloats(bytes, buffer.Rows.AsSpan(first * dimension, count * dimension));
            CopyWords(bits, occupied.AsSpan(first / 64, perBlock / 64));
            slots = Math.Max(slots, first + count);
        }
        return new VectorMatrix(dimension) { Buffer = buffer, Occupied = occupied, Slots = slots, Version = version };
    }

    /// <summary>Little-endian bytes to floats.</summary>
    public static void CopyFloats(ReadOnlySpan<byte> source, Span<float> destination)
    {
        if (BitConverter.IsLittleEndian) source.CopyTo(MemoryMarshal.AsBytes(destination));
        else BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, int>(source), MemoryMarshal.Cast<float, int>(destination));
    }

    /// <summary>Little-endian bytes to words of a bitmap.</summary>
    public static void CopyWords(ReadOnlySpan<byte> source, Span<ulong> destination)
    {
        if (BitConverter.IsLittleEndian) source.CopyTo(MemoryMarshal.AsBytes(destination));
        else BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ulong>(source), destination);
    }

    // Rows that a reader of the old matrix may be looking at, and that would change. Appending changes none of them.
    private static bool Overwrites(VectorMatrix old, int first, ReadOnlySpan<byte> bytes)
    {
        int known = Math.Min(old.Slots - first, bytes.Length / (old.Dimension * sizeof(float)));
        if (known <= 0) return false;
        if (!BitConverter.IsLittleEndian) return true;
        ReadOnlySpan<byte> current = MemoryMarshal.AsBytes(old.Buffer.Rows.AsSpan(first * old.Dimension, known * old.Dimension));
        return !current.SequenceEqual(bytes[..current.Length]);
    }

    private static VectorBuffer Grow(VectorMatrix old, int rows)
    {
        // The first time exactly what is there, since most collections are read and never written; then by half as much again. A copy
        // that is made because the old rows are being read needs no more room than those.
        long wanted = (long)rows * old.Dimension, capacity = old.Buffer.Rows.Length;
        if (capacity < wanted) capacity = old.Slots == 0 ? wanted : Math.Max(wanted, capacity * 3 / 2);
        var vectors = new float[Math.Min(capacity, Array.MaxLength)];
        old.Vectors.Span.CopyTo(vectors);
        return new VectorBuffer(vectors);
    }
}
