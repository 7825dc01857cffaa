using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Records;
using Lookalike.Storage.Sqlite.Schema;

namespace Lookalike.Storage.Sqlite.Vectors;

/// <summary>Brings a matrix up to the version that a transaction sees, by reading the blocks that changed since.</summary>
internal static class MatrixReader
{
    // Records without a vector leave room in memory that they do not take in the file, so memory may be more than the file's bytes.
    private const long MostBytesOfByte = 64;
    private const long MostBytesAlways = 64 << 20;

    /// <returns>The matrix at the version. It shares the old one's array where no reader of the old one can tell.</returns>
    /// <exception cref="InvalidDataException">A block is not as it was written.</exception>
    public static VectorMatrix Refresh(Connection connection, CollectionLayout layout, int ordinal, VectorMatrix old, CatalogueEntry entry, CancellationToken cancellationToken)
    {
        string table = layout.Blocks[ordinal];
        VectorColumn column = layout.Schema.Vectors[ordinal];
        int dimension = column.Dimensions, perBlock = column.VectorsPerBlock;
        long last = connection.ReadInt64($"SELECT coalesce(max(block), -1) FROM {table}"), lastSlot = SlotRange.Last(connection, layout);
        // Asked before room is made for them: a damaged number must not cost the machine's memory.
        if (last < -1 || last > Math.Max(lastSlot, 0) / perBlock)
            throw new InvalidDataException($"'{column.Name}' has a block {last}, and the last record's slot is {lastSlot}");
        long rows = Math.Max((last + 1) * perBlock, old.Slots), most = MostBytesAlways + (MostBytesOfByte * SlotRange.BytesOf(connection));
        if (rows * dimension * sizeof(float) > most)
            throw new InvalidDataException($"the vectors of '{column.Name}' would take {rows * dimension * sizeof(float):N0} bytes of memory; a file of this size is expected to need no more than {most:N0}");
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
        string which = old.Version < 0 ? "NOT INDEXED WHERE ?1 < 0" : $"WHERE block IN (SELECT block FROM {table} WHERE version > ?1)";
        bool checksums = connection.ReadInt64("PRAGMA user_version") >= SqliteConstants.ChecksumVersion;
        using Statement statement = connection.Prepare(
            $"SELECT block, version, {(checksums ? "checksum" : "NULL")}, occupied, vectors FROM {table} {which} ORDER BY block");
        statement.Bind(1, old.Version);
        long block = -1;
        while (statement.Step())
        {
            cancellationToken.ThrowIfCancellationRequested();
            block = SlotRange.After(statement, block);
            if (statement.Integer(1) is var written && (written < 0 || written > entry.Version))
                throw new InvalidDataException($"block {block} of '{column.Name}' is of version {written}; expected one up to {entry.Version}, the collection's");
            if (block > last) throw new InvalidDataException($"block {block} of '{column.Name}' comes after the last, {last}");
            ReadOnlySpan<byte> bits = statement.Blob(3), bytes = statement.Blob(4);
            int rowBytes = dimension * sizeof(float);
            if (bits.Length != perBlock / 8 || bytes.Length % rowBytes != 0 || bytes.Length > perBlock * rowBytes)
            {
                throw new InvalidDataException(
                    $"block {block} of '{column.Name}' has {bits.Length} bytes of bitmap and {bytes.Length} of vectors; expected {perBlock / 8}, and a multiple of {rowBytes} up to {perBlock * rowBytes}");
            }
            if (checksums) RequireChecksum(statement, column, block, bits, bytes);
            int first = (int)block * perBlock, count = bytes.Length / rowBytes;
            if (buffer == old.Buffer && buffer.IsRead && Overwrites(old, first, bytes)) buffer = Grow(old, (int)rows);
            CopyFloats(bytes, buffer.Rows.AsSpan(first * dimension, count * dimension));
            Span<ulong> words = occupied.AsSpan(first / 64, perBlock / 64);
            CopyWords(bits, words);
            if (RowsOf(words) > count) throw new InvalidDataException($"block {block} of '{column.Name}' has {count} vectors; expected the {RowsOf(words)} that its bitmap says");
            slots = Math.Max(slots, first + count);
        }
        return new VectorMatrix(dimension) { Buffer = buffer, Occupied = occupied, Slots = slots, Version = entry.Version, Mark = entry.Mark };
    }

    /// <summary>The vectors that a bitmap asks for: up to the last that is in use.</summary>
    public static int RowsOf(ReadOnlySpan<ulong> occupied)
    {
        int last = occupied.LastIndexOfAnyExcept(0UL);
        return last < 0 ? 0 : (last * 64) + BitOperations.Log2(occupied[last]) + 1;
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

    private static void RequireChecksum(Statement row, VectorColumn column, long block, ReadOnlySpan<byte> bits, ReadOnlySpan<byte> bytes)
    {
        uint found = BlockChecksum.Of(block, bits, bytes);
        if (!row.IsNull(2) && row.Int64(2) == found) return;
        string expected = row.IsNull(2) ? "the one that it lost when it was written while damaged" : $"{row.Int64(2):X8}";
        throw new InvalidDataException(
            $"block {block} of '{column.Name}' has the checksum {found:X8}; expected {expected}. VerifyAsync names the records whose vectors may be wrong; lookalike doctor --fix encodes the images of an index again");
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
