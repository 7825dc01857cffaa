using System.Linq.Expressions;
using Lookalike.Storage.Sqlite.Database;

namespace Lookalike.Storage.Sqlite.Records;

/// <summary>A compiled filter: it means exactly what it means in C#, nulls included.</summary>
internal sealed class RecordFilter<TRecord>
    where TRecord : class
{
    private const int RowsBetweenCancellationChecks = 256;

    private readonly Func<TRecord, bool> _matches;
    private readonly IReadOnlySet<string>? _properties;

    public RecordFilter(Expression<Func<TRecord, bool>> filter)
    {
        _matches = ((Expression<Func<TRecord, bool>>)SpanCalls.Replace(filter)).Compile();
        // Reading a text costs more than any filter, so a record is filled only with what the filter looks at. A property that
        // is computed from others cannot be seen through.
        _properties = ReferencedProperties.In(filter);
    }

    /// <summary>The slots of the records that match.</summary>
    public IEnumerable<int> Slots(Connection connection, RecordMapper<TRecord> mapper, CancellationToken cancellationToken)
    {
        foreach ((int slot, Statement _) in Matches(connection, mapper, cancellationToken)) yield return slot;
    }

    /// <summary>The records that match, whole, in the order of their slots.</summary>
    public IEnumerable<(int Slot, TRecord Record)> Records(Connection connection, RecordMapper<TRecord> mapper, CancellationToken cancellationToken)
    {
        foreach ((int slot, Statement row) in Matches(connection, mapper, cancellationToken)) yield return (slot, mapper.Read(row));
    }

    private IEnumerable<(int Slot, Statement Row)> Matches(Connection connection, RecordMapper<TRecord> mapper, CancellationToken cancellationToken)
    {
        IReadOnlySet<string>? wanted = mapper.HoldsAll(_properties) ? _properties : null;
        using Statement rows = connection.Prepare(mapper.Layout.SelectAll);
        int slot = -1;
        for (int i = 0; rows.Step(); i++)
        {
            if (i % RowsBetweenCancellationChecks == 0) cancellationToken.ThrowIfCancellationRequested();
            slot = RecordReader.Slot(rows, slot);
            if (_matches(mapper.Read(rows, wanted))) yield return (slot, rows);
        }
    }
}
