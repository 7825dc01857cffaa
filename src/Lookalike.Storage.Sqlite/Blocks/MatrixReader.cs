using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Schema;
using Lookalike.Storage.Sqlite.Vectors;

namespace Lookalike.Storage.Sqlite.Blocks;

/// <summary>Brings a matrix up to the version that a transaction sees, by reading the blocks that changed since.</summary>
internal static class MatrixReader
{
    // Records without a vector leave room in memory that they do not take in the file, so memory may be more than the file's bytes.
    private const long MaxBytesOfByte = 64;
    private const long MaxBytesAlways = 64 << 20;

    private const int MinFloatsShared = 4 << 20;
    private const int MaxConnections = 4;

    /// <returns>The matrix at the version. It shares the old one's array where no reader of the old one can tell.</returns>
    /// <exception cref="InvalidDataException">A block is not as it was written.</exception>
    public static VectorMatrix Refresh(
        Connection connection, CollectionLayout layout, int ordinal, VectorMatrix old, CatalogueEntry entry, CancellationToken cancellationToken)
    {
        // Four things can happen to the array. It has room, and nobody reads the old matrix: blocks are copied over it in place. It has room, and
        // somebody reads, but what changes lies behind the rows that the reader has: still in place. A row that the reader has would change:
        // everything moves to an array of its own, from that block on. It has no room: the same, at once.
        VectorColumn column = layout.Schema.Vectors[ordinal];
        var table = new BlockTable(layout.Blocks[ordinal], column, entry.Version);
        int dimension = column.Dimensions, perBlock = column.VectorsPerBlock;
        long last = connection.ReadInt64($"SELECT coalesce(max(block), -1) FROM {table.Name}"), lastSlot = SlotRange.Last(connection, layout);
        // Asked before room is made for them: a damaged number must not cost the machine's memory.
        if (last < -1 || last > Math.Max(lastSlot, 0) / perBlock)
            throw new InvalidDataException($"'{column.Name}' has a block {last}, and the last record's slot is {lastSlot}");
        long rows = Math.Max((last + 1) * perBlock, old.Slots), maximum = MaxBytesAlways + (MaxBytesOfByte * SlotRange.BytesOf(connection));
        if (rows * dimension * sizeof(float) > maximum)
            throw new InvalidDataException($"the vectors of '{column.Name}' would take {rows * dimension * sizeof(float):N0} bytes of memory; a file " +
                $"of this size is expected to need no more than {maximum:N0}");
        if (rows * dimension > Array.MaxLength)
        {
            throw new InvalidDataException(
                $"{rows} slots of {dimension} dimensions are more than the {Array.MaxLength} floats that one array holds; divide the records over " +
                    "several collections");
        }
        var room = new Room(old.Buffer.Rows.Length >= rows * dimension ? old.Buffer : Grow(old, (int)rows), new ulong[(rows + 63) / 64]);
        old.Occupied.CopyTo(room.Occupied, 0);
        int slots;
        long read;
        // Sharing the work between connections pays from some 16 MB on; a refresh reads a few blocks and never does.
        if (old.Version < 0 && (last + 1) * perBlock * dimension >= MinFloatsShared)
        {
            (slots, read) = ReadAll(connection, table, entry, last + 1, room, cancellationToken);
        }
        else
        {
            slots = old.Slots;
            using var scan = new BlockScan(connection, table, old.Version, long.MinValue, last + 1);
            while (scan.Step())
            {
                cancellationToken.ThrowIfCancellationRequested();
                // Asked for each block anew: readers go meanwhile. None comes, because a lease is taken under the lock that this refresh holds. Only
                // the thread that keeps a graph takes hold of a matrix without it; what it may see of a later version it is told to compare again.
                if (room.Buffer == old.Buffer && room.Buffer.IsRead && Overwrites(old, (int)scan.Block * perBlock, scan.Vectors))
                    room = room with { Buffer = Grow(old, (int)rows) };
                slots = Math.Max(slots, Copy(scan, column, room));
            }

            read = scan.Count;
        }

        if (old.Version < 0) RequireCount(connection, table, read);
        return new VectorMatrix(dimension) { Buffer = room.Buffer, Occupied = room.Occupied, Slots = slots, Version = entry.Version, Mark = entry.Mark };
    }

    /// <summary>Reads all blocks, by as many connections as there are processors: most of the time goes into moving pages, one after the other.</summary>
    private static (int Slots, long Read) ReadAll(
        Connection connection, BlockTable table, CatalogueEntry entry, long blocks, Room room, CancellationToken cancellationToken)
    {
        List<Connection> connections = [connection];
        try
        {
            // Another connection sees the same state, or it is not used: a writer may have been in between.
            int wanted = Math.Min(Environment.ProcessorCount, MaxConnections);
            while (connections.Count < wanted && connection.TryJoin(other => Catalogue.ById(other, entry.Id) == entry) is { } joined)
                connections.Add(joined);
            long share = (blocks + connections.Count - 1) / connections.Count;
            var parts = new (int Slots, long Read)[connections.Count];
            // It comes back when all have ended, also after a failure: nobody writes into the buffer, or uses a connection, after that.
            Parallel.For(0, parts.Length, i =>
                parts[i] = Read(connections[i], i == 0 ? long.MinValue : i * share, Math.Min(blocks, (i + 1) * share)));
            return (parts.Max(static part => part.Slots), parts.Sum(static part => part.Read));
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
            throw;
        }
        finally
        {
            foreach (Connection other in connections.Skip(1)) other.Dispose();
        }

        (int Slots, long Read) Read(Connection from, long first, long end)
        {
            int slots = 0;
            using var scan = new BlockScan(from, table, since: -1, first, end);
            while (scan.Step())
            {
                cancellationToken.ThrowIfCancellationRequested();
                slots = Math.Max(slots, Copy(scan, table.Column, room));
            }

            return (slots, scan.Count);
        }
    }

    // A page that lost its rows looks like one that never had any; the index of versions has each block as well.
    private static void RequireCount(Connection connection, BlockTable table, long read)
    {
        if (connection.ReadInt64("PRAGMA user_version") < SqliteConstants.VersionIndexVersion) return;
        long expected = connection.ReadInt64($"SELECT sum(1) FROM {table.Name} INDEXED BY {CollectionLayout.VersionIndex(table.Name)}");
        if (read != expected) throw new InvalidDataException($"'{table.Column.Name}' has {read} blocks; expected {expected}, as its index has");
    }

    /// <summary>Copies a block to its place; the slots that the matrix has with it.</summary>
    private static int Copy(BlockScan scan, VectorColumn column, Room room)
    {
        ReadOnlySpan<byte> bytes = scan.Vectors;
        int first = (int)scan.Block * column.VectorsPerBlock, count = bytes.Length / (column.Dimensions * sizeof(float));
        CopyFloats(bytes, room.Buffer.Rows.AsSpan(first * column.Dimensions, count * column.Dimensions));
        Span<ulong> words = room.Occupied.AsSpan(first / 64, column.VectorsPerBlock / 64);
        CopyWords(scan.Occupied, words);
        if (RowsOf(words) > count)
            throw new InvalidDataException($"block {scan.Block} of '{column.Name}' has {count} vectors; expected the {RowsOf(words)} that its bitmap says");
        return first + count;
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

    /// <summary>Where the blocks go. The bitmap is always a new one: readers hold the old one, and it is small.</summary>
    private readonly record struct Room(VectorBuffer Buffer, ulong[] Occupied);
}
