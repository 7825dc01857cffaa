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
        return row.Bind(1, slot).Step() ? mapper.Read(row) : null;
    }

    /// <summary>One column by slot, up to the last slot in use.</summary>
    public static T?[] Column<T>(Connection connection, CollectionLayout layout, string column, ColumnType type, CancellationToken cancellationToken)
    {
        long slots = connection.ReadInt64(layout.LastSlot) + 1;
        if (slots < 0 || slots > Array.MaxLength) throw new InvalidDataException($"the last slot is {slots - 1}");
        var values = new T?[slots];
        using Statement rows = connection.Prepare(layout.SelectColumn(column));
        int end = 0;
        for (int i = 0; rows.Step(); i++)
        {
            if (i % RowsBetweenCancellationChecks == 0) cancellationToken.ThrowIfCancellationRequested();
            int slot = Slot(rows);
            values[slot] = (T?)type.Read(rows, 1);
            end = slot + 1;
        }
        return end == values.Length ? values : values[..end];
    }

    /// <summary>The slot of the current row.</summary>
    public static int Slot(Statement row)
    {
        long slot = row.Int64(0);
        return slot is >= 0 and < int.MaxValue ? (int)slot : throw new InvalidDataException($"a record has the slot {slot}");
    }
}
