using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Schema;

namespace Lookalike.Storage.Sqlite.Records;

/// <summary>Gives out slots for new records: those of deleted records first, lowest first, then new ones at the end.</summary>
internal sealed class SlotAllocator : IDisposable
{
    private readonly Connection _connection;
    private readonly CollectionLayout _layout;
    private readonly Statement _free;
    private bool _freeLeft = true;
    private long _lastFreeTaken = -1;

    public SlotAllocator(Connection connection, CollectionLayout layout)
    {
        _connection = connection;
        _layout = layout;
        long end = SlotRange.Last(connection, layout) + 1;
        _free = connection.Prepare(layout.FreeSlots);
        End = end;
        Advance();
    }

    /// <summary>The slot that the next new record gets.</summary>
    public long Next { get; private set; }

    private long End { get; set; }

    /// <summary>Counts <see cref="Next"/> as used.</summary>
    public void Take()
    {
        if (_freeLeft) _lastFreeTaken = Next;
        else End++;
        Advance();
    }

    /// <summary>Records in the file which free slots were taken.</summary>
    public void Finish()
    {
        _free.Reset();
        if (_lastFreeTaken < 0) return;
        using Statement take = _connection.Prepare(_layout.TakeFreeSlots);
        take.Bind(1, _lastFreeTaken).Step();
    }

    public void Dispose() => _free.Dispose();

    private void Advance()
    {
        if (_freeLeft) _freeLeft = _free.Step();
        Next = _freeLeft ? RecordReader.Slot(_free, _lastFreeTaken) : End;
    }
}
