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

    /// <summary>One column by slot, up to the last slot in use.</summary>
    public static T?[] Column<T>(Connection connection, CollectionLayout layout, string column, ColumnType type, CancellationToken cancellationToken)
    {
        var values = new T?[SlotRange.Last(connection, layout) + 1];
        bool isKey = column == layout.Schema.Key.Name;
        using Statement rows = connection.Prepare(layout.SelectColumn(column));
        int slot = -1;
        for (int i = 0; rows.Step(); i++)
        {
            if (i % RowsBetweenCancellationChecks == 0) cancellationToken.ThrowIfCancellationRequested();
            slot = Slot(rows, slot);
            if (slot >= values.Length) throw new InvalidDataException($"a record has the slot {slot}; the last slot is {values.Length - 1}");
            if (isKey && type.Type == typeof(string)) KeyLimit.Require(rows, 1);
            values[slot] = (T?)type.Read(rows, 1);
        }
        return slot + 1 == values.Length ? values : values[..(slot + 1)];
    }

    /// <summary>The slot of the current row, which must be above the one before it where that is given.</summary>
    public static int Slot(Statement row, long previous = long.MinValue)
    {
        long slot = SlotRange.After(row, previous);
        return slot is >= 0 and < int.MaxValue ? (int)slot : throw new InvalidDataException($"a record has the slot {slot}");
    }
}
