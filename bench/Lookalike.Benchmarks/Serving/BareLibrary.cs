using Lookalike.Application.Indexing;
using Lookalike.Application.Library;
using Lookalike.Application.Searching;
using Lookalike.Datasets.Store;
using Lookalike.Index.Records;
using Lookalike.Index.Sqlite;

namespace Lookalike.Benchmarks;

/// <summary>The same search as a server's, called in this process.</summary>
internal sealed class BareLibrary : IDisposable
{
    private const int Keys = 1000;

    private readonly ImageIndex _index;
    private readonly Searcher _searcher;
    private readonly SearchOptions _ten;

    private BareLibrary(ImageIndex index, int images)
    {
        (_index, _searcher) = (index, new Searcher(index));
        _ten = new SearchOptions { Top = 10, Exact = !index.Description.IsApproximate(images) }; // as a server decides, without counting
    }

    /// <summary>Opens it, and brings the vectors into memory.</summary>
    public static async Task<BareLibrary> OpenAsync(ServedFiles files)
    {
        var engine = new SqliteIndexEngine();
        var library = new ImageLibrary(engine, files.Index, files.Model, new DatasetStore());
        ImageIndex index = await ImageIndex.OpenAsync(engine, files.Index, library.ReadEncoder().Description, CancellationToken.None);
        return new BareLibrary(index, (int)await index.LoadAsync(CancellationToken.None));
    }

    public Task<long> CountAsync() => _index.Store.CountAsync(CancellationToken.None);

    /// <summary>The first keys, to search with.</summary>
    public async Task<string[]> KeysAsync()
    {
        IReadOnlyList<ImageRecord> records = await _index.Store.ListAsync(after: null, Keys, match: null, CancellationToken.None);
        return [.. records.Select(record => record.Key)];
    }

    /// <summary>Searches by key for ten hits.</summary>
    public async Task<IReadOnlyList<Hit>> SearchAsync(string key)
    {
        IReadOnlyList<SearchQuery> query = await _searcher.FindAsync([key], CancellationToken.None);
        SearchReport report = await _searcher.SearchAsync(query, _ten, CancellationToken.None);
        return report.Queries[0].Hits;
    }

    public void Dispose() => _index.Dispose();
}
