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

    /// <summary>Records in the order of their keys.</summary>
    /// <param name="connection">A connection within a transaction.</param>
    /// <param name="mapper">Makes the records.</param>
    /// <param name="after">The key behind which they begin; null for the first.</param>
    /// <param name="accepts">Which keys are wanted; null for all.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    public static IEnumerable<TRecord> InOrder<TRecord>(
        Connection connection, RecordMapper<TRecord> mapper, object? after, Func<object, bool>? accepts, CancellationToken cancellationToken)
        where TRecord : class
    {
        using Statement rows = connection.Prepare(after is null ? mapper.Layout.SelectInOrder : mapper.Layout.SelectAfter);
        if (after is not null) mapper.BindKey(rows, 1, after);
        long slots = SlotRange.Last(connection, mapper.Layout) + 1;
        for (long i = 0; rows.Step(); i++)
        {
            if (i % RowsBetweenCancellationChecks == 0) cancellationToken.ThrowIfCancellationRequested();

            // A damaged index may lead in a circle, and would be read for ever.
            if (i >= slots) throw new InvalidDataException($"the index of the keys has more than the {slots} records that there can be");
            if (accepts?.Invoke(mapper.ReadKey(rows, 1)) != false) yield return mapper.Read(rows);
        }
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
