using Lookalike.Application;
using Lookalike.Datasets;
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
        int? threads,
        Terminal terminal,
        CancellationToken cancellation)
    {
        var store = new DatasetStore();
        LabelledImageSet[] sets = [.. splits.Select(s => store.Open(dataset, s))];
        using Encoder encoder = model.OpenEncoder(new EncoderOptions { IntraOpThreads = threads });
        using ImageIndex index = await ImageIndex.OpenForWritingAsync(path, model.Metadata, dataset, rebuild, cancellation);
        var indexer = new Indexer(index, encoder);
        var summaries = new List<IndexSummary>();
        foreach (LabelledImageSet set in sets)
        {
            string title = $"indexing {set.Images.Name}";
            summaries.Add(terminal.WithProgress(title, Math.Max(1, set.Images.Count), bar =>
                indexer.RunAsync(set, done => bar.Set(done, $"{done:N0} of {set.Images.Count:N0}"), cancellation).GetAwaiter().GetResult()));
        }

        return new IndexSummary
        {
            Encoded = summaries.Sum(s => s.Encoded),
            Unchanged = summaries.Sum(s => s.Unchanged),
            Removed = summaries.Sum(s => s.Removed),
            Failed = summaries.Sum(s => s.Failed),
            Seconds = summaries.Sum(s => s.Seconds),
        };
    }
}
