using Lookalike.Application.Encoders;
using Lookalike.Application.Indexing;
using Lookalike.Datasets;
using Lookalike.Models.Encoders;

namespace Lookalike.Application.Library;

/// <summary>Brings an index in step with a data set.</summary>
internal static class DatasetIndexing
{
    public static async Task<IndexSummary> RunAsync(
        ImageLibrary library, string dataset, IReadOnlyList<DatasetSplit> splits, IndexOptions options, LibraryEvents events,
        CancellationToken cancellationToken)
    {
        EncoderSource source = library.ReadEncoder();
        LabelledImageSet[] sets = [.. splits.Select(split => library.Datasets.Open(dataset, split))];
        using IImageEncoder encoder = source.Open(library.EncoderOptions(options.Threads));
        var writing = new IndexWriting { Source = dataset, Rebuild = options.Rebuild, Method = options.Method };
        using ImageIndex index = await ImageIndex.OpenForWritingAsync(
            library.Engine, library.IndexPath, source.Description, writing, cancellationToken).ConfigureAwait(false);
        var indexer = new Indexer(index, encoder);
        var summaries = new List<IndexSummary>();
        foreach (LabelledImageSet set in sets) summaries.Add(await indexer.RunAsync(set, events.Progress, cancellationToken).ConfigureAwait(false));
        await ImageLibrary.BuildGraphAsync(index, events, cancellationToken).ConfigureAwait(false);
        IndexSummary summary = IndexSummary.Sum(summaries);
        library.LogIndexed(summary);
        return summary;
    }
}
