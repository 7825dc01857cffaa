using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Schema;

namespace Lookalike.Storage.Sqlite.Records;

/// <summary>Reads records and columns within a transaction that the caller holds.</summary>
internal static class RecordReader
{
    private const int RowsBetweenCancellationChecks = 256;

    public static (int Slot, TRecord Record)? ByKey<TRecord>(Connection connection, RecordMapper<TRecord> mapper, object key)
        where TRecord : class
    {
        using Statement row = connection.Prepare(mapper.Layout.SelectByKey);
        mapper.BindKey(row, 1, key);
        return row.Step() ? (Slot(row), mapper.Read(row)) : null;
    }

    public static TRecord? BySlot<TRecord>(Connection connection, RecordMapper<TRecord> mapper, int slot)
        where TRecord : class
    {
        using Statement row = connection.Prepare(mapper.Layout.SelectBySlot);
        return row.Bind(1, slot).Step() && Slot(row) == slot ? mapper.Read(row) : null;
    }

    /// <summary>The slot of the current row, which must be above the one before it where that is given.</summary>
    public static int Slot(Statement row, long previous = long.MinValue)
    {
        long slot = SlotRange.After(row, previous);
        return slot is >= 0 and < int.MaxValue ? (int)slot : throw new InvalidDataException($"a record has the slot {slot}");
    }
}
