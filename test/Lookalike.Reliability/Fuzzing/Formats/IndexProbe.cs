using Lookalike.Application.Duplicates;
using Lookalike.Application.Health;
using Lookalike.Application.Indexing;
using Lookalike.Application.Searching;
using Lookalike.Datasets.Store;
using Lookalike.Index.Sqlite;
using Lookalike.Models;

namespace Lookalike.Reliability.Fuzzing.Formats;

/// <summary>Does with an index what the commands do: search, find by key, find duplicates, examine, mend.</summary>
internal sealed class IndexProbe(ModelMetadata model, string datasets, Func<Exception, bool> isRefusal)
{
    private const string Key = "pictures/002.png";

    private static readonly SearchOptions Everything = new() { Top = 1000, Exact = true };

    /// <summary>The distances by key from one query; null where the index was refused.</summary>
    public async Task<IReadOnlyDictionary<string, float>?> SearchAsync(string path)
    {
        Dictionary<string, float> distances = [];
        using ImageIndex index = await ImageIndex.OpenAsync(new SqliteIndexEngine(), path, model, CancellationToken.None);
        SearchReport report = await new Searcher(index).SearchAsync([Query()], Everything, CancellationToken.None);
        foreach (Hit hit in report.Queries[0].Hits) distances[hit.Key] = hit.Distance;
        return distances;
    }

    /// <summary>The other reading commands. A refusal is an answer.</summary>
    /// <returns>Whether the doctor found a fault of the storage.</returns>
    public async Task<bool> ReadAsync(string path)
    {
        await TriedAsync(async () =>
        {
            using ImageIndex index = await ImageIndex.OpenAsync(new SqliteIndexEngine(), path, model, CancellationToken.None);
            var searcher = new Searcher(index);
            IReadOnlyList<SearchQuery> found = await searcher.FindAsync([Key], CancellationToken.None);
            await searcher.SearchAsync(found, new SearchOptions { Top = 3, Collapse = 0.01f }, CancellationToken.None);
        });
        await TriedAsync(async () =>
        {
            using ImageIndex index = await ImageIndex.OpenAsync(new SqliteIndexEngine(), path, CancellationToken.None);
            await new DuplicateFinder(index).FindAsync(within: null, maxGroups: 5, progress: null, CancellationToken.None);
        });
        bool damaged = true;
        await TriedAsync(async () =>
        {
            HealthReport report = await Doctor(path).ExamineAsync(CancellationToken.None);
            damaged = report.Findings.Any(f => f.Kind < HealthFindingKind.MissingImage);
        });
        return damaged;
    }

    /// <summary>The mender, and a search of what it leaves.</summary>
    public async Task MendAsync(string path)
    {
        await TriedAsync(() => Doctor(path).FixAsync(CancellationToken.None));
        await TriedAsync(() => SearchAsync(path));
    }

    private async Task TriedAsync(Func<Task> use)
    {
        try
        {
            await use();
        }
        catch (Exception fault) when (isRefusal(fault))
        {
            // Refused, as it may be.
        }
    }

    private IndexDoctor Doctor(string path) => new(new SqliteIndexEngine(), path, encoder: null, new DatasetStore(datasets));

    private SearchQuery Query() => new() { Name = "query", Latent = Enumerable.Range(1, model.LatentSize).Select(i => i / 10f).ToArray() };
}
