using Lookalike.Storage.Sqlite.Blocks;
using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Schema;
using SQLitePCL;

namespace Lookalike.Storage.Sqlite.Verification;

/// <summary>Compares the blocks of one vector property with their checksums and with the records, within a transaction that the caller holds.</summary>
internal sealed class BlockVerifier(
    Connection connection, CollectionLayout layout, int ordinal, Func<Statement, int, object> readKey, bool required, long version)
{
    private readonly VectorColumn _column = layout.Schema.Vectors[ordinal];
    private readonly bool _checksums = connection.ReadInt64("PRAGMA user_version") >= SqliteConstants.ChecksumVersion;
    private readonly List<StorageFault> _faults = [];

    /// <summary>Blocks that were looked at.</summary>
    public long Blocks { get; private set; }

    public List<StorageFault> Run(CancellationToken cancellationToken)
    {
        long lastSlot = SlotRange.Last(connection, layout), next = 0, block = long.MinValue;
        using Statement rows = connection.Prepare($"SELECT block, version, {(_checksums ? "checksum" : "NULL")}, occupied, vectors FROM " +
            $"{layout.Blocks[ordinal]} NOT INDEXED ORDER BY block");
        while (rows.Step())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Blocks++;
            block = SlotRange.After(rows, block);
            if (block < 0 || block > Math.Max(lastSlot, 0) / _column.VectorsPerBlock)
            {
                Add(block, StorageFaultKind.Block, $"it stands beyond the last slot, {lastSlot}, where none is expected");
                continue;
            }

            long first = block * _column.VectorsPerBlock;
            Missing(next, first);
            next = first + _column.VectorsPerBlock;
            Check(block, rows);
        }

        Missing(next, long.MaxValue);
        return _faults;
    }

    private void Check(long block, Statement row)
    {
        if (row.Kind(1) != raw.SQLITE_INTEGER || row.Int64(1) < 0 || row.Int64(1) > version)
        {
            Add(block, StorageFaultKind.Block, $"expected a version up to {version}, the collection's, found {(row.IsNull(1) ? "NULL" : row.Int64(1))}");
            return;
        }

        if (row.Kind(3) != raw.SQLITE_BLOB || row.Kind(4) != raw.SQLITE_BLOB)
        {
            Add(block, StorageFaultKind.Block, "its bitmap or its vectors are no bytes");
            return;
        }

        ReadOnlySpan<byte> bits = row.Bytes(3), vectors = row.Bytes(4);
        int rowBytes = _column.Dimensions * sizeof(float), maximum = _column.VectorsPerBlock * rowBytes;
        if (bits.Length != _column.VectorsPerBlock / 8 || vectors.Length % rowBytes != 0 || vectors.Length > maximum)
        {
            Add(block, StorageFaultKind.Block, $"expected {_column.VectorsPerBlock / 8} bytes of bitmap and a multiple of {rowBytes} bytes of vectors " +
                $"up to {maximum}, found {bits.Length} and {vectors.Length}");
            return;
        }

        if (_checksums)
        {
            uint found = BlockChecksum.Of(block, bits, vectors);
            if (row.IsNull(2) || row.Int64(2) != found)
            {
                Add(block, StorageFaultKind.Checksum, "expected the checksum " +
                    $"{(row.IsNull(2) ? "that it lost when it was written while damaged" : $"{row.Int64(2):X8}")}, found {found:X8}");
                return;
            }
        }

        var occupied = new ulong[_column.VectorsPerBlock / 64];
        MatrixReader.CopyWords(bits, occupied);
        Compare(block, occupied, vectors.Length / rowBytes);
    }

    private void Compare(long block, ulong[] occupied, int rows)
    {
        if (MatrixReader.RowsOf(occupied) is var expected && expected > rows)
        {
            Add(block, StorageFaultKind.Block, $"expected as many vectors as its bitmap says, {expected}, found {rows}");
            return;
        }

        long first = block * _column.VectorsPerBlock;
        List<long> missing = [];
        List<object> missingKeys = [];
        using Statement records = connection.Prepare(layout.SelectKeys);
        long end = first + _column.VectorsPerBlock, slot = first - 1;
        records.Bind(1, first).Bind(2, end);
        while (records.Step())
        {
            slot = SlotIn(records, slot, end);
            int row = (int)(slot - first);
            ulong bit = 1UL << (row % 64);
            if ((occupied[row / 64] & bit) == 0 && required)
            {
                missing.Add(first + row);
                missingKeys.Add(readKey(records, 1));
            }

            occupied[row / 64] &= ~bit;
        }

        AddMissing(missing, missingKeys);
        for (int row = 0; row < rows; row++)
        {
            if (((occupied[row / 64] >> (row % 64)) & 1) == 0) continue;
            _faults.Add(new(StorageFaultKind.StrayVector, Place(block), $"Slot {first + row} of '{_column.Name}' has a vector, and no record is in it.")
            {
                Ordinal = ordinal,
                Block = block,
                Slots = [first + row],
            });
        }
    }

    /// <summary>The records of slots that no block covers.</summary>
    private void Missing(long first, long end)
    {
        if (!required || first >= end) return;
        (List<long> slots, List<object> keys) = Records(first, end);
        AddMissing(slots, keys);
    }

    private void AddMissing(List<long> slots, List<object> keys)
    {
        if (slots.Count == 0) return;
        string place = slots.Count == 1 ? $"slot {slots[0]}" : $"slots {slots[0]} to {slots[^1]}";
        _faults.Add(new(StorageFaultKind.MissingVector, place, $"{slots.Count} records of '{layout.Schema.Key.Name}' " +
            $"{keys[0]}{(keys.Count == 1 ? "" : $" to {keys[^1]}")} have no vector in '{_column.Name}'; each is expected to have one.")
        {
            Ordinal = ordinal,
            Slots = slots,
            Keys = keys,
        });
    }

    private void Add(long block, StorageFaultKind kind, string found)
    {
        long first = Math.Max(0, Math.Min(block, int.MaxValue)) * _column.VectorsPerBlock;
        List<object> keys = Records(first, first + _column.VectorsPerBlock).Keys;
        _faults.Add(new(kind, Place(block), $"Block {block} of '{_column.Name}', which holds the vectors of {keys.Count} records, is damaged: {found}.")
        {
            Ordinal = ordinal,
            Block = block,
            Keys = keys,
        });
    }

    // What was asked for by its slot comes with another where the pages of the table are out of order.
    private static long SlotIn(Statement row, long previous, long end)
    {
        long slot = SlotRange.After(row, previous);
        return slot < end ? slot : throw new InvalidDataException($"a record of slot {slot} stands among those before slot {end}");
    }

    private string Place(long block) => $"block {block} of '{_column.Name}'";

    private (List<long> Slots, List<object> Keys) Records(long first, long end)
    {
        List<long> slots = [];
        List<object> keys = [];
        using Statement records = connection.Prepare(layout.SelectKeys);
        records.Bind(1, first).Bind(2, end);
        long slot = first - 1;
        while (records.Step())
        {
            slot = SlotIn(records, slot, end);
            slots.Add(slot);
            keys.Add(readKey(records, 1));
        }

        return (slots, keys);
    }
}
