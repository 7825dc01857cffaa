using Lookalike.Storage.Sqlite.Database;
using Lookalike.Storage.Sqlite.Schema;

namespace Lookalike.Storage.Sqlite.Vectors;

/// <summary>The vectors of one collection in memory, one matrix for each vector property that was asked for. Thread-safe.</summary>
internal sealed class CollectionCache
{
    private readonly Lock _gate = new();
    private long _id;
    private VectorMatrix?[] _matrices = [];

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
            if (entry.Id != _id)
            {
                _id = entry.Id;
                _matrices = new VectorMatrix?[layout.Blocks.Count];
            }
            var taken = new VectorMatrix?[layout.Blocks.Count];
            foreach (int i in select())
            {
                VectorColumn column = layout.Schema.Vectors[i];
                VectorMatrix? known = _matrices[i];
                // A version that goes back: the file was replaced by an older copy.
                if (known is null || known.Version > entry.Version) known = new VectorMatrix(column.Dimensions);
                if (known.Version < entry.Version) known = MatrixReader.Refresh(connection, layout, i, known, entry.Version, cancellationToken);
                taken[i] = _matrices[i] = known;
            }
            // Pinned once nothing can fail any more.
            foreach (VectorMatrix? matrix in taken) matrix?.Buffer.Pin();
            return new MatrixLease(entry, taken);
        }
    }
}
