using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Schema;

namespace Lookalike.Storage.Sqlite.Verification;

/// <summary>Mends blocks of one vector property, within a transaction that the caller holds.</summary>
internal sealed class BlockMender(Connection connection, CollectionLayout layout, int ordinal, long version)
{
    private readonly string _table = layout.Blocks[ordinal];
    private readonly VectorColumn _column = layout.Schema.Vectors[ordinal];

    /// <summary>Takes a block away that cannot be read.</summary>
    public void Remove(long block)
    {
        using Statement delete = connection.Prepare($"DELETE FROM {_table} WHERE block = ?1");
        delete.Bind(1, block).Step();
    }

    /// <summary>Leaves in a block the vectors of records only, and gives it the checksum of what it holds.</summary>
    public void Renew(long block)
    {
        (byte[] occupied, byte[] vectors) = Read(block);
        byte[] used = Records(block);
        int rowBytes = _column.Dimensions * sizeof(float);
        for (int row = 0; row < _column.VectorsPerBlock; row++)
        {
            if (((used[row / 8] >> (row % 8)) & 1) != 0) continue;
            occupied[row / 8] &= (byte)~(1 << (row % 8));
            if ((row + 1) * rowBytes <= vectors.Length) vectors.AsSpan(row * rowBytes, rowBytes).Clear();
        }

        using Statement write = connection.Prepare($"UPDATE {_table} SET version = ?2, checksum = ?3, occupied = ?4, vectors = ?5 WHERE block = ?1");
        write.Bind(1, block).Bind(2, version).Bind(3, BlockChecksum.Of(block, occupied, vectors)).Bind(4, occupied.AsSpan()).Bind(5, vectors.AsSpan()).Step();
    }

    private (byte[] Occupied, byte[] Vectors) Read(long block)
    {
        using Statement select = connection.Prepare($"SELECT occupied, vectors FROM {_table} WHERE block = ?1");
        if (!select.Bind(1, block).Step() || select.Bytes(0).Length != _column.VectorsPerBlock / 8)
            throw new InvalidDataException($"block {block} of '{_column.Name}' is not there, or has another bitmap than it had when it was verified");
        return (select.Bytes(0).ToArray(), select.Bytes(1).ToArray());
    }

    /// <summary>A bit for each slot of the block that has a record: bytes of a little-endian bitmap.</summary>
    private byte[] Records(long block)
    {
        long first = block * _column.VectorsPerBlock;
        long slot = first - 1;
        byte[] used = new byte[_column.VectorsPerBlock / 8];
        using Statement records = connection.Prepare(layout.SelectKeys);
        records.Bind(1, first).Bind(2, first + _column.VectorsPerBlock);
        while (records.Step())
        {
            slot = SlotRange.After(records, slot);
            if (slot >= first + _column.VectorsPerBlock) throw new InvalidDataException($"a record of slot {slot} stands among those of block {block}");
            int row = (int)(slot - first);
            used[row / 8] |= (byte)(1 << (row % 8));
        }

        return used;
    }
}
