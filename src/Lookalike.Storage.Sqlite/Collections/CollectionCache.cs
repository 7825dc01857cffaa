using System.Diagnostics;
using Lookalike.Search.Distances;
using Lookalike.Storage.Sqlite.Approximate;
using Lookalike.Storage.Sqlite.Blocks;
using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Schema;
using Lookalike.Storage.Sqlite.Telemetry;
using Lookalike.Storage.Sqlite.Vectors;
using Microsoft.Extensions.Logging;

namespace Lookalike.Storage.Sqlite.Collections;

/// <summary>The vectors of one collection in memory, one matrix for each vector property that was asked for, and their graphs. Thread-safe.</summary>
internal sealed class CollectionCache(string database, bool mayWrite, ILogger? logger)
{
    private readonly Lock _gate = new();
    private long _id;
    private long _line; // counts up whenever the vectors are of another file, or of another collection
    private VectorMatrix?[] _matrices = [];
    private VectorMatrix?[] _spares = []; // as they were when rows had to change that someone was reading
    private GraphKeeper?[] _graphs = [];

    /// <summary>
    /// Keeps others from taking vectors. Whoever wants some begins the transaction within: then each sees at least what the one before it
    /// saw, and a matrix only ever goes forward.
    /// </summary>
    public Lock.Scope Enter() => _gate.EnterScope();

    /// <summary>Takes vectors as a transaction sees them. They stay as they are until the lease is disposed.</summary>
    /// <param name="connection">A connection within the transaction, which was begun after <see cref="Enter"/>.</param>
    /// <param name="entry">The collection as the transaction sees it.</param>
    /// <param name="layout">Its tables.</param>
    /// <param name="ordinals">The vector properties to take.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    public MatrixLease Take(Connection connection, CatalogueEntry entry, CollectionLayout layout, IReadOnlyList<int> ordinals,
        CancellationToken cancellationToken)
    {
        Debug.Assert(_gate.IsHeldByCurrentThread);
        if (entry.Id != _id || layout.Blocks.Count != _matrices.Length)
        {
            Drop();
            _id = entry.Id;
            _matrices = new VectorMatrix?[layout.Blocks.Count];
            _spares = new VectorMatrix?[layout.Blocks.Count];
            _graphs = new GraphKeeper?[layout.Blocks.Count];
        }

        var taken = new VectorMatrix?[layout.Blocks.Count];
        foreach (int i in ordinals)
        {
            VectorColumn column = layout.Schema.Vectors[i];
            VectorMatrix? known = _matrices[i];
            // Of another file, or of this one before an older copy was put in its place.
            if (known is not null && !IsEarlier(connection, known, column, entry)) known = null;
            if (known is null)
            {
                known = VectorMatrix.Nothing(column.Dimensions);
                _spares[i] = null;
                _graphs[i]?.Abandon();
                _graphs[i] = null;
                _line++;
            }

            if (known.Version < entry.Version) known = Refresh(connection, layout, i, known, entry, cancellationToken);
            taken[i] = _matrices[i] = known;
        }

        // Pinned once nothing can fail any more.
        foreach (VectorMatrix? matrix in taken) matrix?.Buffer.Pin();
        return new MatrixLease(this, entry.Id, _line, taken);
    }

    /// <summary>The keeper of a property's graph, for vectors that were taken; null if others are in their place since.</summary>
    public GraphKeeper? Graph(long id, long line, int ordinal, int dimension, DistanceMetric metric)
    {
        lock (_gate)
        {
            if (id != _id || line != _line) return null;
            return _graphs[ordinal] ??= new GraphKeeper(new GraphFile(database, _id, ordinal, logger), dimension, metric, mayWrite, logger);
        }
    }

    /// <summary>Gives up everything, for a file that is no longer the one that it came from. The graphs are not written.</summary>
    public void Drop()
    {
        lock (_gate)
        {
            foreach (GraphKeeper? graph in _graphs) graph?.Abandon();
            _matrices = [];
            _spares = [];
            _graphs = [];
            _id = 0;
            _line++;
        }
    }

    /// <summary>Ends the work on the graphs and writes them.</summary>
    public void Close()
    {
        lock (_gate)
        {
            foreach (GraphKeeper? graph in _graphs) graph?.Dispose();
            _graphs = [];
            _id = 0;
        }
    }

    private static bool IsEarlier(Connection connection, VectorMatrix known, VectorColumn column, CatalogueEntry entry) =>
        known.Dimension == column.Dimensions && known.Version <= entry.Version
        && known.Mark == (known.Version == entry.Version ? entry.Mark : TransactionMarks.Of(connection, entry.Id, known.Version));

    private VectorMatrix Refresh(Connection connection, CollectionLayout layout, int ordinal, VectorMatrix known, CatalogueEntry entry,
        CancellationToken cancellationToken)
    {
        // While others read the last matrix, the one before it is brought up to date: a few blocks are read twice, and nothing is copied.
        VectorMatrix? spare = _spares[ordinal];
        bool useSpare = known.Buffer.IsRead && spare is not null && !spare.Buffer.IsRead && spare.Buffer.Rows.Length >= known.Buffer.Rows.Length;
        long start = Stopwatch.GetTimestamp();
        VectorMatrix next = MatrixReader.Refresh(connection, layout, ordinal, useSpare ? spare! : known, entry, cancellationToken);
        if (logger is not null) StoreLog.VectorsRead(logger, next.Slots, ordinal, database, Stopwatch.GetElapsedTime(start).TotalMilliseconds, next.Version);
        if (next.Buffer != known.Buffer && known.Slots > 0 && !known.Buffer.IsKept) _spares[ordinal] = known;
        return next;
    }
}
