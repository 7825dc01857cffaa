using Lookalike.Application;
using Lookalike.Datasets;
using Lookalike.Index.Records;
using Lookalike.Models;

namespace Lookalike.Cli;

/// <summary>Indexes under a progress bar; <c>index</c> and <c>demo</c> share it.</summary>
internal static class IndexingRun
{
    public static async Task<IndexSummary> ExecuteAsync(
        string dataset,
        IReadOnlyList<DatasetSplit> splits,
        ModelFile model,
        string path,
        bool rebuild,
        SearchMethod? method,
        int? threads,
        Terminal terminal,
        CancellationToken cancellation)
    {
        var store = new DatasetStore();
        LabelledImageSet[] sets = [.. splits.Select(s => store.Open(dataset, s))];
        using IImageEncoder encoder = model.OpenEncoder(new EncoderOptions { IntraOpThreads = threads });
        using ImageIndex index = await ImageIndex.OpenForWritingAsync(
            Indexes.Engine, path, model.Metadata, new IndexWriting { Source = dataset, Rebuild = rebuild, Method = method }, cancellation);
        var indexer = new Indexer(index, encoder);
        var summaries = new List<IndexSummary>();
        foreach (LabelledImageSet set in sets)
        {
            string title = $"indexing {set.Images.Name}";
            summaries.Add(terminal.WithProgress(title, Math.Max(1, set.Images.Count), bar =>
                indexer.RunAsync(set, done => bar.Set(done, $"{done:N0} of {set.Images.Count:N0}"), cancellation).GetAwaiter().GetResult()));
        }

        await BuildGraphAsync(index, terminal, cancellation);
        return IndexSummary.Sum(summaries);
    }

    /// <summary>Builds the graph of an index that is searched by one, or brings it up to date.</summary>
    public static async Task BuildGraphAsync(ImageIndex index, Terminal terminal, CancellationToken cancellation)
    {
        if (await index.IsApproximateAsync(cancellation)) BuildGraph(index, await index.LoadAsync(cancellation), terminal, cancellation);
    }

    private static void BuildGraph(ImageIndex index, int count, Terminal terminal, CancellationToken cancellation) =>
        terminal.WithProgress("building the graph", Math.Max(1, count), bar =>
        {
            index.BuildGraphAsync(new ProgressCounter(done => bar.Set(done, $"{done:N0} of {count:N0}")), cancellation).GetAwaiter().GetResult();
            return true;
        });
}
