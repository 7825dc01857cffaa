using Lookalike.Storage.Sqlite;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Benchmarks;

/// <summary>An open file of <see cref="StoreRecord"/>s.</summary>
internal sealed class StoreFile : IDisposable
{
    private readonly SqliteVectorStore _store;

    public StoreFile(string path, bool readOnly = false)
    {
        _store = new SqliteVectorStore(path, new SqliteVectorStoreOptions { ReadOnly = readOnly });
        Records = _store.GetCollection<string, StoreRecord>("pictures");
    }

    public SqliteCollection<string, StoreRecord> Records { get; }

    /// <summary>Makes the collection and fills it in batches.</summary>
    public async Task FillAsync(int count, int batch)
    {
        await Records.EnsureCollectionExistsAsync();
        for (int first = 0; first < count; first += batch) await Records.UpsertAsync(StoreRecord.Batch(first, batch));
    }

    /// <summary>Searches once and returns the hits found.</summary>
    public async Task<int> SearchAsync(ReadOnlyMemory<float> query)
    {
        int hits = 0;
        await foreach (VectorSearchResult<StoreRecord> _ in Records.SearchAsync(query, top: 10)) hits++;
        return hits;
    }

    public void Dispose()
    {
        Records.Dispose();
        _store.Dispose();
    }
}
