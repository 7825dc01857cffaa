using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Schema;

namespace Lookalike.Storage.Sqlite.Blocks;

/// <summary>
/// Changes vectors in their blocks within one transaction. Each touched block is read once, changed in memory and written once,
/// unless a batch touches more blocks than are kept in memory.
/// </summary>
internal sealed class BlockWriter(Connection connection, string table, VectorColumn column, long version)
{
    private const long MaxBytesKept = 32 << 20;

    private readonly string _select = $"SELECT occupied, vectors, checksum FROM {table} WHERE block = ?1";
    private readonly string _write = $"INSERT OR REPLACE INTO {table} (block, version, checksum, occupied, vectors) VALUES (?1, ?2, ?3, ?4, ?5)";
    private readonly Dictionary<long, Block> _blocks = [];
    private readonly Stack<Block> _spare = [];

    public void Set(long slot, ReadOnlySpan<float> vector)
    {
        (long number, int row) = Locate(slot);
        Block block = Touch(number);
        block.Occupied[row / 64] |= 1UL << (row % 64);
        block.Rows = Math.Max(block.Rows, row + 1);
        vector.CopyTo(block.Vectors.AsSpan(row * column.Dimensions, column.Dimensions));
    }

    public void Clear(long slot)
    {
        (long number, int row) = Locate(slot);
        Block block = Touch(number);
        if (((block.Occupied[row / 64] >> (row % 64)) & 1) == 0) return;
        block.Occupied[row / 64] &= ~(1UL << (row % 64));
        block.Vectors.AsSpan(row * column.Dimensions, column.Dimensions).Clear();
    }

    /// <summary>Writes the changed blocks to their table.</summary>
    public void Flush()
    {
        using Statement write = connection.Prepare(_write);
        foreach ((long number, Block block) in _blocks)
        {
            if (block.Rows > 0)
            {
                ReadOnlySpan<byte> occupied = LittleEndian(block.Occupied), vectors = LittleEndian(block.Vectors.AsSpan(0, block.Rows * column.Dimensions));
                write.Bind(1, number).Bind(2, version).Bind(4, occupied).Bind(5, vectors);
                // A block that was damaged before stays known as such: a fresh checksum would call its other vectors right.
                if (block.IsDamaged) write.BindNull(3);
                else write.Bind(3, BlockChecksum.Of(number, occupied, vectors));
                write.Step();
                write.Reset();
            }
            _spare.Push(block);
        }
        _blocks.Clear();
    }

    private static ReadOnlySpan<byte> LittleEndian(Span<ulong> words)
    {
        // What is written is not read again, so it may be turned around where it lies.
        if (!BitConverter.IsLittleEndian) BinaryPrimitives.ReverseEndianness(words, words);
        return MemoryMarshal.AsBytes(words);
    }

    private static ReadOnlySpan<byte> LittleEndian(Span<float> values)
    {
        Span<int> words = MemoryMarshal.Cast<float, int>(values);
        if (!BitConverter.IsLittleEndian) BinaryPrimitives.ReverseEndianness(words, words);
        return MemoryMarshal.AsBytes(words);
    }

    private (long Block, int Row) Locate(long slot) => (slot / column.VectorsPerBlock, (int)(slot % column.VectorsPerBlock));

    private Block Touch(long number)
    {
        if (_blocks.TryGetValue(number, out Block? block)) return block;
        long blockBytes = (long)column.VectorsPerBlock * column.Dimensions * sizeof(float);
        if (_blocks.Count > 0 && (_blocks.Count + 1) * blockBytes > MaxBytesKept) Flush();
        block = _spare.TryPop(out Block? spare) ? spare : new Block(column);
        Load(number, block);
        return _blocks[number] = block;
    }

    private void Load(long number, Block block)
    {
        Array.Clear(block.Occupied);
        Array.Clear(block.Vectors);
        block.Rows = 0;
        block.IsDamaged = false;
        using Statement select = connection.Prepare(_select);
        if (!select.Bind(1, number).Step()) return;
        ReadOnlySpan<byte> bits = select.Blob(0), bytes = select.Blob(1);
        int rowBytes = column.Dimensions * sizeof(float);
        if (bits.Length != block.Occupied.Length * sizeof(ulong) || bytes.Length > block.Vectors.Length * sizeof(float) || bytes.Length % rowBytes != 0)
            throw new InvalidDataException($"block {number} of '{column.Name}' has {bits.Length} bytes of bitmap and {bytes.Length} of vectors");
        MatrixReader.CopyWords(bits, block.Occupied);
        MatrixReader.CopyFloats(bytes, block.Vectors.AsSpan(0, bytes.Length / sizeof(float)));
        block.Rows = bytes.Length / rowBytes;
        block.IsDamaged = select.IsNull(2) || select.Int64(2) != BlockChecksum.Of(number, bits, bytes);
    }

    private sealed class Block(VectorColumn column)
    {
        public ulong[] Occupied { get; } = new ulong[column.VectorsPerBlock / 64];

        public float[] Vectors { get; } = new float[column.VectorsPerBlock * column.Dimensions];

        /// <summary>Rows that are stored: up to the last that was ever used.</summary>
        public int Rows { get; set; }

        /// <summary>Whether it was read with a checksum that is not its own.</summary>
        public bool IsDamaged { get; set; }
    }
}
