using Lookalike.Search;
using Lookalike.Storage.Sqlite.Approximate;
using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Schema;

namespace Lookalike.Storage.Sqlite.Vectors;

/// <summary>The vectors of one collection in memory, one matrix for each vector property that was asked for, and their graphs. Thread-safe.</summary>
internal sealed class CollectionCache(string database, bool mayWrite)
{
    private readonly Lock _gate = new();
    private long _id;
    private long _line; // counts up whenever the vectors are of another file, or of another collection
    private VectorMatrix?[] _matrices = [];
    private VectorMatrix?[] _spares = []; // as they were when rows had to change that someone was reading
    private GraphKeeper?[] _graphs = [];

    /// <summary>
    /// Begins a reading transaction and takes the vectors as that transaction sees them. They stay as they are until the lease is
    /// disposed. Null if the collection does not exist. <paramref name="resolve"/> makes the layout for an entry of the catalogue;
    /// <paramref name="select"/> says, after that, which vector properties to take, by ordinal.
    /// </summary>
    public MatrixLease? Begin(
        Connection connection, string collection, Func<CatalogueEntry, CollectionLayout> resolve, Func<int[]> select, CancellationToken cancellationToken)
    {
        // Transactions begin under the lock, so each sees at least what the one before it saw, and a matrix only ever goes forward.
        lock (_gate)
        {
            connection.Execute("BEGIN");
            if (Catalogue.Find(connection, collection) is not { } entry) return null;
            CollectionLayout layout = resolve(entry);
            if (entry.Id != _id || layout.Blocks.Count != _matrices.Length)
            {
                Drop();
                _id = entry.Id;
                _matrices = new VectorMatrix?[layout.Blocks.Count];
                _spares = new VectorMatrix?[layout.Blocks.Count];
                _graphs = new GraphKeeper?[layout.Blocks.Count];
            }
            var taken = new VectorMatrix?[layout.Blocks.Count];
            foreach (int i in select())
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
            return new MatrixLease(this, entry, _line, taken);
        }
    }

    private static bool IsEarlier(Connection connection, VectorMatrix known, VectorColumn column, CatalogueEntry entry) =>
        known.Dimension == column.Dimensions && known.Version <= entry.Version
        && known.Mark == (known.Version == entry.Version ? entry.Mark : TransactionMarks.Of(connection, entry.Id, known.Version));

    private VectorMatrix Refresh(Connection connection, CollectionLayout layout, int ordinal, VectorMatrix known, CatalogueEntry entry, CancellationToken cancellationToken)
    {
        // While others read the last matrix, the one before it is brought up to date: a few blocks are read twice, and nothing is copied.
        VectorMatrix? spare = _spares[ordinal];
        bool useSpare = known.Buffer.IsRead && spare is not null && !spare.Buffer.IsRead && spare.Buffer.Rows.Length >= known.Buffer.Rows.Length;
        VectorMatrix next = MatrixReader.Refresh(connection, layout, ordinal, useSpare ? spare! : known, entry, cancellationToken);
        if (next.Buffer != known.Buffer && known.Slots > 0) _spares[ordinal] = known;
        return next;
    }

    /// <summary>The keeper of a property's graph, for vectors that were taken; null if others are in their place since.</summary>
    public GraphKeeper? Graph(CatalogueEntry entry, long line, int ordinal, int dimension, DistanceMetric metric)
    {
        lock (_gate)
        {
            if (entry.Id != _id || line != _line) return null;
            return _graphs[ordinal] ??= new GraphKeeper(new GraphFile(database, _id, ordinal), dimension, metric, mayWrite);
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
}
