using Lookalike.Storage.Sqlite;
using Lookalike.Storage.Sqlite.Verification;
using Microsoft.Extensions.VectorData;

namespace Lookalike.Reliability.Upserts;

/// <summary>A store of records in batches, with a graph over them.</summary>
internal sealed class UpsertFile : IDisposable
{
    /// <summary>Records of a batch, which is one transaction.</summary>
    public const int Batch = 100;

    /// <summary>Batches that a file begins with: enough for a graph.</summary>
    public const int FirstBatches = 105;

    private const int Queries = 20;
    private const int Top = 10;

    private readonly SqliteVectorStore _store;

    public UpsertFile(string path, bool readOnly = false)
    {
        _store = new SqliteVectorStore(path, new SqliteVectorStoreOptions { ReadOnly = readOnly });
        Records = _store.GetCollection<string, UpsertRecord>("records");
    }

    public SqliteCollection<string, UpsertRecord> Records { get; }

    /// <summary>A file of the first batches, and its graph.</summary>
    public static async Task CreateAsync(string path)
    {
        using var file = new UpsertFile(path);
        await file.Records.EnsureCollectionExistsAsync();
        await file.Records.UpsertAsync(UpsertRecord.Batch(0, FirstBatches * Batch));
        if (!await file.Records.BuildGraphsAsync()) throw new InvalidOperationException("There are too few records for a graph.");
    }

    /// <summary>Copies a file that nobody has open, with what lies beside it.</summary>
    public static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(from)!, Path.GetFileName(from) + "*")) File.Copy(file, to + file[from.Length..], overwrite: true);
    }

    /// <summary>How many whole batches there are from the first on, and what is wrong.</summary>
    public async Task<(int Batches, string? Fault)> CheckAsync()
    {
        StorageReport report = await Records.VerifyAsync();
        if (report.Faults is [StorageFault fault, ..]) return (0, $"{fault.Kind}: {fault.Message}");
        int count = (await Records.GetVectorsAsync()).Count;
        if (count % Batch != 0) return (count / Batch, $"{count} records, which are no whole batches");
        for (int batch = FirstBatches; batch < count / Batch; batch++)
        {
            UpsertRecord[] expected = UpsertRecord.Batch(batch * Batch, Batch);
            int right = 0;
            await foreach (UpsertRecord found in Records.GetAsync(expected.Select(e => e.Key), new() { IncludeVectors = true })) right += found.IsAs(expected[right]) ? 1 : 0;
            if (right != Batch) return (batch, $"{right} records of batch {batch} are as they were written");
        }

        return (count / Batch, null);
    }

    /// <summary>The share of the nearest records that a walk of the graph finds, once it is up to date.</summary>
    public async Task<double> RecallAsync()
    {
        await Records.BuildGraphsAsync();
        int found = 0;
        for (int i = 0; i < Queries; i++)
        {
            ReadOnlyMemory<float> query = UpsertRecord.Create(-1 - i).Vector;
            HashSet<string> right = await SearchAsync(query, exact: true);
            right.IntersectWith(await SearchAsync(query, exact: false));
            found += right.Count;
        }

        return found / (double)(Queries * Top);
    }

    public void Dispose()
    {
        Records.Dispose();
        _store.Dispose();
    }

    private async Task<HashSet<string>> SearchAsync(ReadOnlyMemory<float> query, bool exact)
    {
        HashSet<string> keys = [];
        var options = new SqliteVectorSearchOptions<UpsertRecord> { Exact = exact };
        await foreach (VectorSearchResult<UpsertRecord> hit in Records.SearchAsync(query, Top, options)) keys.Add(hit.Record.Key);
        return keys;
    }
}
